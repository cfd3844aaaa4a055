package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.Tools.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cluster as the tools are pointed to it: their common arguments and time limits. */
record Cluster(Tools tools, Path file, @Nullable Path blobCredentials, Patience patience) {

    /** What fdbcli is given less than we wait, so that it says by itself why it gives up. */
    private static final Duration HEAD_START = Duration.ofSeconds(10);

    /** For people, in messages. */
    String place() {
        return ToolFailure.place(file);
    }

    /** The arguments of fdbcli for commands that are divided by semicolons. */
    List<String> cliArguments(String commands) {
        return List.of(
                "-C",
                file.toString(),
                "--timeout",
                Long.toString(patience.question().toSeconds()),
                "--exec",
                commands);
    }

    /** Runs commands of fdbcli; whether they have failed is for the caller to see. */
    Said cli(String commands) throws StoreException, InterruptedException {
        return tools.run(
                VendorTool.CLI, cliArguments(commands), patience.question().plus(HEAD_START), LineConsumer.NOBODY);
    }

    /**
     * Runs commands of fdbcli.
     *
     * @param what is to be done, as an order
     * @throws StoreException also where one of them has failed
     */
    Said cli(String what, String commands) throws StoreException, InterruptedException {
        return orFail(VendorTool.CLI, what, place(), cli(commands));
    }

    /** Runs a backup or restore tool, which fails as {@link #cli(String, String)} does. */
    Said run(VendorTool tool, String what, List<String> arguments, Duration limit)
            throws StoreException, InterruptedException {
        return orFail(tool, what, place(), tools.run(tool, arguments, limit, LineConsumer.NOBODY));
    }

    static Said orFail(VendorTool tool, String what, String place, Said said) throws StoreException {
        if (ToolFailure.hasFailed(said)) {
            throw ToolFailure.of(tool, what, place, said);
        }
        return said;
    }

    /** Arguments with the file of credentials behind, where the URL is one of an object store and there is such a file. */
    List<String> withCredentials(List<String> arguments, String url) {
        if (blobCredentials == null || !url.startsWith(Destination.OBJECT_STORE)) {
            return arguments;
        }
        var whole = new ArrayList<>(arguments);
        whole.addAll(List.of("--blob-credentials", blobCredentials.toString()));
        return List.copyOf(whole);
    }

    /** A whole vector, program first, for people. */
    List<String> vector(VendorTool tool, List<String> arguments) throws StoreException {
        var vector = new ArrayList<String>();
        vector.add(tools.program(tool).toString());
        vector.addAll(arguments);
        return List.copyOf(vector);
    }
}
