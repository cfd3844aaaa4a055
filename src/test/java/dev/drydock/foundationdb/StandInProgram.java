package dev.drydock.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.LineConsumer.Channel;
import dev.drydock.store.foundationdb.ClusterFile;
import dev.drydock.store.foundationdb.VendorTool;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any of the stand-ins for tools, as a program: its first argument says which, the others are those of the tool. */
public final class StandInProgram {

    private StandInProgram() {}

    /** Does what the tool does, and ends as it ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var tool = VendorTool.valueOf(arguments[0]);
        var rest = Arrays.asList(arguments).subList(1, arguments.length);
        int status;
        try (var out = new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                        false,
                        StandardCharsets.UTF_8);
                var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)) {
            status = run(tool, rest, Long.MAX_VALUE, (channel, line) -> {
                if (channel == Channel.OUT) {
                    out.println(line);
                    // Whoever waits for it sees how far it has come.
                    out.flush();
                } else {
                    err.println(line);
                }
            });
        }
        Runtime.getRuntime().halt(status);
    }

    /**
     * Runs a tool in this process.
     *
     * @param end when it is to be ended, in nanoseconds
     * @return how it has ended, as Java says it
     */
    static int run(VendorTool tool, List<String> arguments, long end, LineConsumer lines)
            throws IOException, InterruptedException {
        StandInOptions options;
        try {
            options = tool == VendorTool.CLI
                    ? cliOptions(arguments, end)
                    : StandInOptions.of(arguments, tool == VendorTool.BACKUP, end);
        } catch (IllegalArgumentException e) {
            lines.line(Channel.ERR, "ERROR: " + e.getMessage() + " needs a value");
            return StandInTool.FAILED;
        }
        if (tool == VendorTool.CLI && options.has("--version")) {
            version("FoundationDB CLI 7.1 (v%s)".formatted(StandInCluster.VERSION))
                    .forEach(line -> lines.line(Channel.OUT, line));
            return StandInTool.DONE;
        }
        var clusterFile = options.value(tool == VendorTool.RESTORE ? "--dest-cluster-file" : "-C", "");
        if (tool == VendorTool.BACKUP && options.action().equals("--version")) {
            version("FoundationDB 7.1 (v%s)".formatted(StandInCluster.VERSION))
                    .forEach(line -> lines.line(Channel.OUT, line));
            return StandInTool.DONE;
        }
        if (tool == VendorTool.BACKUP && options.action().equals("delete")) {
            return delete(options.value("-d", ""), lines);
        }
        if (!isClusterFile(clusterFile, lines)) {
            return StandInTool.FAILED;
        }
        var cluster = StandInCluster.at(Path.of(clusterFile));
        return switch (tool) {
            case CLI -> new StandInFdbcli(cluster, lines).run(options.value("--exec", ""));
            case BACKUP -> new StandInFdbbackup(cluster, options, lines).run();
            case RESTORE -> new StandInFdbrestore(cluster, options, lines).run();
        };
    }

    /** Asks no cluster: {@code deleteContainer} of 7.1. */
    private static int delete(String url, LineConsumer lines) throws IOException {
        var container = StandInContainer.inDirectory(url);
        if (!container.exists()) {
            lines.line(Channel.ERR, "ERROR: Backup does not exist");
            return StandInTool.FAILED;
        }
        lines.line(Channel.OUT, "Deleting %s...".formatted(url));
        lines.line(Channel.OUT, "%d objects deleted".formatted(container.delete()));
        lines.line(Channel.OUT, "The entire container has been deleted.");
        return StandInTool.DONE;
    }

    /** It has no action; its options are read as if there were one. */
    private static StandInOptions cliOptions(List<String> arguments, long end) {
        var withAction = new ArrayList<>(arguments);
        withAction.add(0, "");
        return StandInOptions.of(withAction, true, end);
    }

    private static boolean isClusterFile(String file, LineConsumer lines) throws IOException {
        try {
            if (!Files.exists(Path.of(file))) {
                lines.line(
                        Channel.ERR,
                        "Unable to read cluster file `" + file + "': 1515 No cluster file found in current"
                                + " directory or default location");
                return false;
            }
            ClusterFile.read(Path.of(file));
            return true;
        } catch (StoreException e) {
            lines.line(Channel.ERR, "Invalid cluster file `" + file + "': 2104 Connection string invalid");
            return false;
        }
    }

    static List<String> version(String first) {
        return List.of(first, "source version 5f2c3a1d0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d", "protocol fdb00b071010000");
    }
}
