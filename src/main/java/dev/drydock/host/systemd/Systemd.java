package dev.drydock.host.systemd;

import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The systemd of this machine, asked and ordered by its own programs. They are told apart by what they print, for
 * {@code systemctl start} ends with status 0 also where nothing was started.
 */
public final class Systemd {

    /** Stops may take as long as a unit permits, which is 90 s by default, and longer where units say so. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final String SERVICE = "org.freedesktop.systemd1";
    private static final String PATH = "/org/freedesktop/systemd1";

    private final CommandRunner runner;
    private final List<String> prefix;
    private final Path root;

    /** The systemd that has booted this machine. */
    public Systemd(CommandRunner runner) {
        this(runner, List.of(), Path.of("/"));
    }

    /**
     * A systemd that is reached by another program.
     *
     * @param prefix what stands before every vector, such as {@code nsenter} with the container to enter
     * @param root the directory that this systemd has for {@code /}
     */
    Systemd(CommandRunner runner, List<String> prefix, Path root) {
        this.runner = runner;
        this.prefix = List.copyOf(prefix);
        this.root = root;
    }

    /**
     * Reads what systemd knows of a service, with all drop-ins in effect.
     *
     * @param name with its suffix, such as {@code stalwart-mail.service}
     * @throws HostException where there is no such unit, systemd could not load it, or does not answer
     */
    public SystemdUnit read(String name) throws HostException, InterruptedException {
        var unit = SystemdUnit.of(properties(name, SystemdUnit.PROPERTIES));
        if (!unit.loadState().equals("loaded")) {
            throw new HostException(
                    "systemd has no usable unit " + name + ": its load state is " + unit.loadState(),
                    "See systemctl status " + name + ", or name another unit");
        }
        return unit;
    }

    /** Makes systemd read all unit files and drop-ins again. */
    public void reload() throws HostException, InterruptedException {
        systemctl("daemon-reload").orFail("Make systemd read its unit files again");
    }

    UnitProperties properties(String unit, List<String> names) throws HostException, InterruptedException {
        checkName(unit);
        var result = systemctl("show", "--property=" + String.join(",", names), "--", unit)
                .orFail("Read the unit " + unit);
        return UnitProperties.parse(unit, names, result.output());
    }

    /** Runs {@code systemctl}; any exit status is a result. */
    CommandResult systemctl(String... arguments) throws HostException, InterruptedException {
        return run(systemctlVector(arguments), LineConsumer.NOBODY);
    }

    /** All that {@code systemctl} says, of which a result keeps the last lines only. */
    List<String> lines(String... arguments) throws HostException, InterruptedException {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        run(systemctlVector(arguments), (channel, line) -> {
                    if (channel == LineConsumer.Channel.OUT) {
                        lines.add(line);
                    }
                })
                .orFail("Ask systemd for its units");
        return List.copyOf(lines);
    }

    private static List<String> systemctlVector(String... arguments) {
        var vector = new ArrayList<>(List.of("systemctl", "--no-pager", "--no-ask-password"));
        vector.addAll(List.of(arguments));
        return vector;
    }

    /** The words by which {@code busctl} shows a property of a unit, after the word for its type. */
    List<String> property(String unit, String property) throws HostException, InterruptedException {
        checkName(unit);
        return words(
                "Read the property " + property + " of " + unit,
                busctl("get-property", SERVICE, PATH + "/unit/" + escaped(unit), SERVICE + ".Unit", property));
    }

    /**
     * The words by which {@code busctl} shows what a method of the manager answers about a unit, after that for its type;
     * none where systemd has nothing to remember of the unit, and so has put it out of its memory.
     */
    List<String> call(String method, String unit) throws HostException, InterruptedException {
        checkName(unit);
        var purpose = "Ask systemd for " + method + " of " + unit;
        var result = busctl("call", SERVICE, PATH, SERVICE + ".Manager", method, "s", unit);
        var isForgotten =
                result.lastLines().stream().anyMatch(line -> line.text().contains("not loaded"));
        return !result.isSuccess() && isForgotten ? List.of() : words(purpose, result);
    }

    private CommandResult busctl(String... arguments) throws HostException, InterruptedException {
        var vector = new ArrayList<>(List.of("busctl", "--system", "--no-pager"));
        vector.addAll(List.of(arguments));
        return run(vector);
    }

    private static List<String> words(String purpose, CommandResult result) throws HostException {
        var output = String.join("\n", result.orFail(purpose).output());
        try {
            var words = Words.of(output);
            return words.subList(Math.min(1, words.size()), words.size());
        } catch (IllegalArgumentException e) {
            throw new HostException(
                    purpose + ": busctl has answered what cannot be read: " + output, "Report this answer", e);
        }
    }

    CommandResult run(List<String> arguments) throws HostException, InterruptedException {
        return run(arguments, LineConsumer.NOBODY);
    }

    private CommandResult run(List<String> arguments, LineConsumer lines) throws HostException, InterruptedException {
        var vector = new ArrayList<>(prefix);
        vector.addAll(arguments);
        return runner.run(Command.of(vector).withLimit(LIMIT), lines);
    }

    /** Where a file of this systemd lies for the console. */
    Path file(Path absolute) {
        return root.resolve(Path.of("/").relativize(absolute));
    }

    /** As systemd names its objects: all but letters and digits as their numbers, and a digit at the start too. */
    private static String escaped(String unit) {
        var path = new StringBuilder();
        for (var b : unit.getBytes(StandardCharsets.UTF_8)) {
            var isDigit = b >= '0' && b <= '9';
            var isLetter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            if (isLetter || (isDigit && !path.isEmpty())) {
                path.append((char) b);
            } else {
                path.append("_%02x".formatted(b & 0xff));
            }
        }
        return path.toString();
    }

    /** A name becomes part of paths and of vectors, so it may be nothing but a name. */
    static String checkName(String unit) throws HostException {
        if (!unit.matches("[A-Za-z0-9:_.@\\\\-]{1,240}\\.(service|socket|timer|path|target|mount|slice)")
                || unit.startsWith("-")) {
            throw new HostException(
                    unit + " is no name of a unit", "Give the whole name, such as stalwart-mail.service");
        }
        return unit;
    }
}
