package dev.drydock.upgrade;

import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.UnitSearch;
import dev.drydock.installation.ConfigurationSearch;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this machine and this console offer to upgrade, for who has not said yet.
 *
 * @param installations the likeliest first, each once; nothing of them has been looked at but the configuration
 * @param units of systemd that start a mail server of these, in order
 * @param containers of Docker that run one, in order
 * @param commands names of the commands that start and stop servers, in order
 * @param commandsProblem why there are none; null where there are some
 */
public record Candidates(
        List<Candidate> installations,
        List<ServingUnit> units,
        List<ServingContainer> containers,
        List<String> commands,
        @Nullable String commandsProblem) {

    /** Where a configuration was found. */
    public enum Source {
        /** The console was started to offer it. */
        SUGGESTION,
        /** A process was started with it. */
        RUNNING,
        /** A unit of systemd starts it. */
        UNIT,
        /** A container of Docker has it where the vendor's image looks. */
        CONTAINER,
        /** It lies where the vendor's installer puts it. */
        STANDARD
    }

    /**
     * A configuration that looks like that of a mail server.
     *
     * @param config absolute path
     * @param why one sentence for people
     */
    public record Candidate(Path config, Source source, String why) {}

    /**
     * A unit that starts a mail server.
     *
     * @param name with its suffix
     * @param config that it starts it with
     */
    public record ServingUnit(String name, Path config) {}

    /**
     * A container that runs a mail server.
     *
     * @param config where it lies on this machine
     */
    public record ServingContainer(String name, String image, boolean running, Path config) {}

    /** Looks; takes a moment, and changes nothing. */
    public static Candidates look(ConsoleSettings settings) throws InterruptedException {
        return look(settings, Machine.here());
    }

    /** The unit that starts the server with this configuration; null where there is none, or more than one. */
    public @Nullable String unitOf(Path config) {
        var names = units.stream()
                .filter(unit -> unit.config().equals(config))
                .map(ServingUnit::name)
                .toList();
        return names.size() == 1 ? names.get(0) : null;
    }

    /** The container that runs the server with this configuration; null where there is none, or more than one. */
    public @Nullable String containerOf(Path config) {
        var names = containers.stream()
                .filter(container -> container.config().equals(config))
                .map(ServingContainer::name)
                .toList();
        return names.size() == 1 ? names.get(0) : null;
    }

    static Candidates look(ConsoleSettings settings, Machine machine) throws InterruptedException {
        var found = new LinkedHashMap<Path, Candidate>();
        var suggestion = settings.suggestion();
        if (suggestion != null) {
            var config = suggestion.installation().configuration();
            found.put(config, new Candidate(config, Source.SUGGESTION, "This console was started to upgrade it"));
        }
        var search = new ConfigurationSearch(machine);
        search.running()
                .forEach((config, pid) -> found.putIfAbsent(
                        config, new Candidate(config, Source.RUNNING, "Process " + pid + " was started with it")));
        var units = units(search);
        units.forEach(unit -> found.putIfAbsent(
                unit.config(), new Candidate(unit.config(), Source.UNIT, "The unit " + unit.name() + " starts it")));
        var containers = containers(new DockerEngine(settings.dockerSocket()), search);
        containers.forEach(container -> found.putIfAbsent(
                container.config(),
                new Candidate(
                        container.config(),
                        Source.CONTAINER,
                        "The container " + container.name() + " of " + container.image() + " has it")));
        search.standard()
                .forEach(config -> found.putIfAbsent(
                        config,
                        new Candidate(config, Source.STANDARD, "It lies where the vendor's installer puts it")));
        return withCommands(List.copyOf(found.values()), units, containers, settings.commands());
    }

    /** Those that run come first. */
    private static List<ServingContainer> containers(DockerEngine engine, ConfigurationSearch search) {
        if (!engine.isThere()) {
            return List.of();
        }
        try {
            return engine.containers().stream()
                    .filter(container -> container.upgrade().isEmpty())
                    .map(container -> new ServingContainer(
                            container.name(),
                            container.image(),
                            container.running(),
                            container.paths().outside(DetectionRequest.STANDARD_CONFIGURATION)))
                    .filter(container -> search.isConfiguration(container.config()))
                    .sorted(Comparator.comparing(container -> !container.running()))
                    .toList();
        } catch (HostException e) {
            // An Engine that does not answer is no reason to show nothing; who names a container is told.
            return List.of();
        }
    }

    private static List<ServingUnit> units(ConfigurationSearch search) throws InterruptedException {
        try {
            return new UnitSearch(new Systemd(new CommandRunner()))
                    .all().stream()
                            .flatMap(unit -> unit.configuration().stream()
                                    .map(config -> new ServingUnit(unit.name(), config.normalize())))
                            .filter(unit -> search.isConfiguration(unit.config()))
                            .toList();
        } catch (HostException e) {
            // A systemd that does not answer is no reason to show nothing; who names a unit is told.
            return List.of();
        }
    }

    private static Candidates withCommands(
            List<Candidate> installations, List<ServingUnit> units, List<ServingContainer> containers, Path file) {
        if (Files.notExists(file)) {
            return new Candidates(
                    installations, units, containers, List.of(), "There is no file of commands " + file + " yet");
        }
        try {
            var names = CommandVectors.read(file).byName().keySet().stream()
                    .sorted()
                    .toList();
            return new Candidates(
                    installations, units, containers, names, names.isEmpty() ? file + " names no commands" : null);
        } catch (HostException e) {
            return new Candidates(installations, units, containers, List.of(), e.problem() + ". " + e.nextStep());
        }
    }
}
