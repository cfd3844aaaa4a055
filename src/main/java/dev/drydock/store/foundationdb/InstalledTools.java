package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tools as they are installed on this machine. They get no variable of the console's own: a cluster file or
 * credentials that these name would be others than the plan does.
 */
public final class InstalledTools implements Tools {

    private static final List<Path> USUAL =
            List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"), Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));

    /** A value has at most 100,000 bytes, each of which may be printed as four characters; a key at most a tenth. */
    private static final int LONGEST_LINE = 1 << 20;

    private final List<Path> directories;
    private final Map<String, String> variables = new TreeMap<>();
    private final CommandRunner runner = new CommandRunner();

    private InstalledTools(List<Path> directories, Map<String, String> environment) {
        this.directories = directories;
        environment.forEach((name, value) -> {
            if (name.startsWith("FDB_TLS_")) {
                variables.put(name, value);
            }
        });
    }

    /**
     * Tools in the directories that the vendor's packages put them in.
     *
     * @param environment of the mail server, of which the tools are given the variables {@code FDB_TLS_*}: a cluster that
     *     speaks TLS is only reached with them
     */
    public static InstalledTools ofSystem(Map<String, String> environment) {
        return new InstalledTools(USUAL, environment);
    }

    /** Tools in one directory, absolute. */
    public static InstalledTools in(Path directory, Map<String, String> environment) {
        return new InstalledTools(List.of(directory), environment);
    }

    @Override
    public Path program(VendorTool tool) throws StoreException {
        for (var directory : directories) {
            var file = directory.resolve(tool.program());
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        var places = directories.stream().map(Path::toString).collect(Collectors.joining(", "));
        throw new StoreException(
                "The program " + tool.program() + " is not on this machine (looked in " + places + ")",
                "Install the package foundationdb-clients, in the version of the cluster");
    }

    @Override
    public Said run(VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines)
            throws StoreException, InterruptedException {
        var vector = new ArrayList<String>();
        vector.add(program(tool).toString());
        vector.addAll(arguments);
        var command = Command.of(vector).withLimit(limit);
        for (var variable : variables.entrySet()) {
            command = command.withVariable(variable.getKey(), variable.getValue());
        }
        // Both streams are read by one thread; what is asked for here comes after that has ended.
        var said = Collections.synchronizedList(new ArrayList<Line>());
        try {
            var result = runner.run(
                    command,
                    (channel, line) -> {
                        said.add(new Line(channel, line));
                        lines.line(channel, line);
                    },
                    LONGEST_LINE);
            return new Said(result.exit(), result.timedOut(), said);
        } catch (HostException e) {
            throw new StoreException(e.problem(), e.nextStep(), e);
        }
    }
}
