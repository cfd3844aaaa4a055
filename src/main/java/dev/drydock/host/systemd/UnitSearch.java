package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the service that starts a program with a configuration, among all that this machine has files of. */
public final class UnitSearch {

    /** What is there only where systemd has booted the machine, see sd_booted(3). */
    private static final Path BOOTED = Path.of("/run/systemd/system");

    private static final List<String> PROPERTIES = List.of("Id", "LoadState", "ExecStart", "Environment");

    private final Systemd systemd;

    public UnitSearch(Systemd systemd) {
        this.systemd = systemd;
    }

    /** Whether systemd runs this machine at all. */
    public boolean isPossible() {
        return Files.isDirectory(systemd.file(BOOTED));
    }

    /** All services that are started with a configuration, those of a template by their instances that are loaded. */
    public List<FoundUnit> all() throws HostException, InterruptedException {
        if (!isPossible()) {
            return List.of();
        }
        var found = new ArrayList<FoundUnit>();
        for (var properties : shown()) {
            if (!properties.values().getOrDefault("LoadState", "").equals("loaded")
                    || !properties.values().containsKey("ExecStart")) {
                continue;
            }
            var commands = ExecCommand.listOf(properties, "ExecStart");
            if (commands.size() == 1) {
                var unit = new FoundUnit(properties.text("Id"), commands.get(0), properties.words("Environment"));
                if (unit.configuration().isPresent()) {
                    found.add(unit);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Those that are started with this configuration, whatever links lead to it. */
    public List<FoundUnit> of(Path configuration) throws HostException, InterruptedException {
        var found = new ArrayList<FoundUnit>();
        for (var unit : all()) {
            if (unit.configuration().filter(path -> isSame(path, configuration)).isPresent()) {
                found.add(unit);
            }
        }
        return List.copyOf(found);
    }

    private boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(systemd.file(one), systemd.file(other));
        } catch (IOException e) {
            return one.normalize().equals(other.normalize());
        }
    }

    private List<UnitProperties> shown() throws HostException, InterruptedException {
        var names = new ArrayList<String>();
        systemd.lines("list-unit-files", "--type=service", "--no-legend", "--plain").stream()
                .map(line -> line.split("\\s+", 2)[0])
                .filter(name -> !name.endsWith("@.service"))
                .forEach(names::add);
        systemd.lines("list-units", "--all", "--type=service", "--no-legend", "--plain").stream()
                .map(line -> line.strip().split("\\s+", 2)[0])
                .filter(name -> name.contains("@"))
                .forEach(names::add);
        var arguments = new ArrayList<String>();
        arguments.add("show");
        arguments.add("--property=" + String.join(",", PROPERTIES));
        arguments.add("--");
        arguments.addAll(names.stream().filter(UnitSearch::isName).distinct().toList());
        return names.isEmpty() ? List.of() : blocks(systemd.lines(arguments.toArray(String[]::new)));
    }

    private static boolean isName(String name) {
        try {
            return !Systemd.checkName(name).isEmpty();
        } catch (HostException e) {
            // A name that we would refuse to act on.
            return false;
        }
    }

    /** A blank line stands between two units; what says nothing of itself is no unit. */
    private static List<UnitProperties> blocks(List<String> lines) throws HostException {
        var blocks = new ArrayList<UnitProperties>();
        var block = new ArrayList<String>();
        for (var line : lines) {
            if (line.isEmpty() && !block.isEmpty()) {
                blocks.add(UnitProperties.parse(idOf(block), PROPERTIES, block));
                block.clear();
            } else if (!line.isEmpty()) {
                block.add(line);
            }
        }
        if (!block.isEmpty()) {
            blocks.add(UnitProperties.parse(idOf(block), PROPERTIES, block));
        }
        return blocks;
    }

    private static String idOf(List<String> block) {
        return block.stream()
                .filter(line -> line.startsWith("Id="))
                .map(line -> line.substring(3))
                .findFirst()
                .orElse("a unit");
    }
}
