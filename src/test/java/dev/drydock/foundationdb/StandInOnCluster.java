package dev.drydock.foundationdb;

import dev.drydock.demo.StandIn;
import dev.drydock.store.foundationdb.ClusterFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs the demo's stand-in for the mail server on a stand-in for a cluster. Its arguments are those of the demo's command,
 * by whose name running servers are found: {@code stand-in}, the version, the sandbox, and those of the server.
 */
public final class StandInOnCluster {

    private StandInOnCluster() {}

    public static void main(String[] arguments) throws InterruptedException {
        var environment = System.getenv();
        var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
        var standIn = new StandIn(Path.of(arguments[2]), environment, out, err, cluster -> {
            var place = ClusterFile.place(
                    cluster.clusterFile(), environment, Path.of("").toAbsolutePath());
            return StandInCluster.at(ClusterFile.read(place).path()).store();
        });
        System.exit(standIn.run(arguments[1], Arrays.asList(arguments).subList(3, arguments.length)));
    }
}
