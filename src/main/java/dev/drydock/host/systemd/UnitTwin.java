package dev.drydock.host.systemd;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.Account;
import dev.drydock.host.FileTrouble;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A unit that has everything of another, its sandbox, limits and account, but starts something else: written into
 * {@code /run}, so that it never starts by itself and is gone after a reboot. The hold on the other unit does not hold it.
 */
public final class UnitTwin {

    private static final Path RUNTIME = Path.of("/run/systemd/system");
    private static final int MODE = 0644;

    /** Nobody is to be called or served because a twin has ended, and nothing of the original follows its start. */
    private static final List<String> UNIT = List.of("OnFailure=", "OnSuccess=");

    private static final List<String> SERVICE =
            List.of("Restart=no", "ExecStart=", "ExecStartPost=", "ExecReload=", "ExecStopPost=");

    private final Systemd systemd;
    private final String unit;
    private final String name;

    /**
     * A twin that may or may not be there.
     *
     * @param name of the twin, without suffix; an instance of a template keeps its instance
     */
    public UnitTwin(Systemd systemd, String unit, String name) throws HostException {
        this.systemd = systemd;
        this.unit = Systemd.checkName(unit);
        var at = unit.indexOf('@');
        this.name = Systemd.checkName(name + (at < 0 ? ".service" : unit.substring(at)));
    }

    /** Whether its file is there. */
    public boolean exists() throws HostException {
        return Files.exists(here());
    }

    /** With its suffix. */
    public String name() {
        return name;
    }

    /**
     * Writes the twin and makes systemd read it.
     *
     * @param command what it starts instead
     * @param settings further lines of the section {@code [Service]}, which win over those of the original
     */
    public void write(List<String> command, List<String> settings) throws HostException, InterruptedException {
        var original = systemd.read(unit);
        var text = new StringBuilder("# A twin of " + unit + ", written by Drydock.\n");
        for (var file : files(original)) {
            text.append(read(file)).append('\n');
        }
        text.append("[Unit]\nDescription=Twin of ").append(unit).append(" by Drydock\n");
        UNIT.forEach(line -> text.append(line).append('\n'));
        text.append("[Service]\n");
        SERVICE.forEach(line -> text.append(line).append('\n'));
        text.append("ExecStart=").append(inUnitFile(command)).append('\n');
        settings.forEach(line -> text.append(line).append('\n'));
        var file = here();
        HostFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8), Account.current(), MODE);
        systemd.reload();
    }

    /** Takes it away; it must have ended. Safe to repeat. */
    public void delete() throws HostException, InterruptedException {
        if (Files.exists(here())) {
            HostFiles.deleteTree(here());
            systemd.reload();
        }
        systemd.systemctl("reset-failed", "--", name);
    }

    private List<Path> files(SystemdUnit original) throws HostException {
        var files = new ArrayList<Path>();
        files.add(original.fragment()
                .orElseThrow(() -> new HostException(
                        unit + " has no file of its own, so no twin of it can be made", "See systemctl cat " + unit)));
        original.dropIns().stream()
                .filter(path -> !path.endsWith(UnitHold.DROP_IN))
                .forEach(files::add);
        return files;
    }

    private String read(Path file) throws HostException {
        try {
            return Files.readString(systemd.file(file));
        } catch (IOException e) {
            throw new HostException(
                    file + " of the unit " + unit + " cannot be read: " + FileTrouble.inWords(e),
                    "See systemctl cat " + unit,
                    e);
        }
    }

    private Path here() throws HostException {
        var file = systemd.file(RUNTIME.resolve(name));
        var directory = requireNonNull(file.getParent());
        if (!Files.isDirectory(directory)) {
            throw new HostException(
                    "There is no directory " + RUNTIME + ", so systemd has not booted this machine", "See what has");
        }
        return file;
    }

    /** Each argument in quotes, with what has a meaning of its own there written twice or behind a backslash. */
    static String inUnitFile(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(argument -> "\""
                                + argument.replace("\\", "\\\\")
                                        .replace("\"", "\\\"")
                                        .replace("%", "%%")
                                        .replace("$", "$$")
                                        .replace("\n", "\\n")
                                + "\"")
                        .toList());
    }
}
