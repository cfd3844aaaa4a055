package dev.drydock.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.demo.Sandbox;
import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.foundationdb.InstalledTools;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.upgrade.phase.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A sandbox of the demo whose mail data lie in a stand-in for a cluster: {@code config.toml} names its cluster file, its
 * programs work on it, and a directory has the stand-ins for FoundationDB's tools. Its v0.8.0 leaves the queue of the
 * full-text index as it is, so that what the import has made can be looked at.
 *
 * @param sandbox with programs, configuration and commands as the demo has them
 * @param cluster that has the mail data
 * @param tools the directory of fdbcli, fdbbackup and fdbrestore
 * @param backups an empty directory that a backup can go to
 */
public record ClusterSandbox(Sandbox sandbox, StandInCluster cluster, Path tools, Path backups) {

    private static final Patience QUICK = new Patience(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(100));

    /**
     * Makes one.
     *
     * @param directory does not exist, or is empty
     */
    public static ClusterSandbox create(Path directory) throws StoreException, IOException {
        var sandbox = Sandbox.create(directory, Sandbox.Kind.SQLITE);
        var root = sandbox.directory();
        var cluster = StandInCluster.create(
                Files.createDirectory(root.resolve("foundationdb")).resolve("fdb.cluster"));
        Files.move(root.resolve("data").resolve("index.sqlite3"), cluster.store());
        configure(sandbox.configuration(), cluster.clusterFile());
        for (var program : new Path[] {
            sandbox.program(), sandbox.release(), sandbox.program().resolveSibling("control")
        }) {
            Files.writeString(
                    program,
                    Files.readString(program)
                            .replace("'dev.drydock.Drydock'", "'" + StandInOnCluster.class.getName() + "'"));
        }
        return new ClusterSandbox(
                sandbox,
                cluster,
                StandInPrograms.install(root.resolve("tools")),
                Files.createDirectory(root.toRealPath().resolve("backups")));
    }

    private static void configure(Path configuration, Path clusterFile) throws IOException {
        var text = Files.readString(configuration)
                .replaceAll("(index-rows-per-second) = \\d+", "$1 = 0")
                .replace("[store.sqlite]", "[store.foundationdb]")
                .replace("\"sqlite\"", "\"foundationdb\"")
                .replaceFirst("(?m)^path = \".*\"$", "cluster-file = \"" + clusterFile + "\"");
        Files.writeString(configuration, text);
    }

    /** The tools as programs, without the waiting that real agents need. */
    public FdbTools programs() {
        return new FdbTools(InstalledTools.in(tools, Map.of()), cluster.clusterFile(), null, QUICK);
    }

    /** The same tools inside this process, which is much quicker. */
    public FdbTools inProcess() {
        return inProcess(cluster, new StandInTools());
    }

    /**
     * How a console reaches it by tools inside this process; commands that are shown are those of the programs.
     *
     * @param clears whether the console may clear it
     */
    public ClusterAccess access(boolean clears) {
        return new ClusterAccess(new StandInTools(tools), QUICK, clears);
    }

    /** Tools inside this process on any cluster. */
    static FdbTools inProcess(StandInCluster cluster, StandInTools tools) {
        return new FdbTools(
                tools,
                cluster.clusterFile(),
                null,
                new Patience(
                        Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(10)));
    }
}
