package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.installation.configuration.StoreConfiguration.OnCluster;
import dev.drydock.store.NativeLibraries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stands in for the mail server's program in a sandbox: takes the same command line, really exports, imports and serves,
 * and writes the same layouts. It knows SQLite and RocksDB, with everything in the one store.
 *
 * <p>Where it is stricter than the real programs: it refuses a store of the other version and an import into a store that
 * is not blank, where those go on and do damage; it cannot export while a server runs; and it fails with status 1 where
 * those say an error and end with 0. Into a store that it serves it writes less than they do: v0.7.3 nothing, v0.8.0 what
 * leaves the queue of the full-text index, and mail that it is handed, which stays in its queue.
 */
public final class StandIn {

    /** The name of the command that starts a stand-in. */
    public static final String COMMAND = "stand-in";

    static final int DONE = 0;
    static final int FAILED = 1;

    private static final int USAGE = 2;

    private final Path sandbox;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clusters clusters;

    /** Says which file of SQLite stands in for a cluster of FoundationDB, where there is such a stand-in. */
    @FunctionalInterface
    public interface Clusters {

        /** There is none. */
        Clusters NONE = cluster -> {
            throw new StoreException(
                    "A stand-in knows no cluster, as that of store " + cluster.id(), ConfiguredStore.NEXT_STEP);
        };

        Path file(OnCluster cluster) throws StoreException;
    }

    /**
     * Makes one; nothing happens yet.
     *
     * @param sandbox the directory of the sandbox, below which it keeps what it needs to work
     * @param environment of the process
     * @param out where progress goes, {@code err} failures
     */
    public StandIn(Path sandbox, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this(sandbox, environment, out, err, Clusters.NONE);
    }

    /** One that knows clusters too. */
    public StandIn(Path sandbox, Map<String, String> environment, PrintWriter out, PrintWriter err, Clusters clusters) {
        this.clusters = clusters;
        this.sandbox = sandbox.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    /**
     * Does what is asked for; a server returns only where it cannot start.
     *
     * @param what a version, to be that program; {@code stop} or {@code probe}, to end or ask the server of a
     *     configuration; {@code create}, to make the sandbox
     * @param arguments as the real program takes them; for {@code stop} and {@code probe} the configuration alone, for
     *     {@code create} the kind of store
     * @return the exit status
     */
    public int run(String what, List<String> arguments) throws InterruptedException {
        try {
            var version = StandInVersion.of(what);
            if (version.isPresent()) {
                return run(version.get(), StandInTask.of(arguments, environment));
            }
            if (arguments.size() == 1 && what.equals("stop")) {
                return new RunningServers(sandbox).stop(Path.of(arguments.get(0)));
            }
            if (arguments.size() == 1 && what.equals("probe")) {
                var configuration = configuration(Path.of(arguments.get(0)));
                return ServerProbe.of(configuration.listeners(), out);
            }
            if (arguments.size() == 1 && what.equals("create")) {
                work();
                var kind = Sandbox.Kind.valueOf(arguments.get(0).toUpperCase(Locale.ROOT));
                out.println(Sandbox.create(sandbox, kind).configuration());
                return DONE;
            }
            err.println(
                    "A stand-in is 0.7.2, 0.7.3 or 0.8.0; stop and probe take a configuration, create a kind of store");
            return USAGE;
        } catch (StoreException | ConfigurationException | HostException | MalformedDataException | IOException e) {
            err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int run(StandInVersion version, StandInTask task)
            throws StoreException, ConfigurationException, MalformedDataException, IOException, InterruptedException {
        if (version == StandInVersion.V0_7_2 && !(task instanceof StandInTask.Serve)) {
            var unknown = task instanceof StandInTask.Export ? "export" : "of v0.7.3";
            err.println(SandboxFiles.REFUSAL + unknown);
            return FAILED;
        }
        if (task instanceof StandInTask.Version) {
            out.println(version.number());
        } else if (task instanceof StandInTask.Refused refused) {
            err.println(refused.reason());
            return FAILED;
        } else if (task instanceof StandInTask.Export export) {
            StandInExport.run(version, store(export.configuration()), export.directory(), out);
        } else if (task instanceof StandInTask.Import restore) {
            if (version != StandInVersion.V0_8_0) {
                err.println("The stand-in imports in version 0.8.0 only");
                return FAILED;
            }
            StandInImport.run(store(restore.configuration()), restore.directory(), work(), out);
        } else if (task instanceof StandInTask.Serve serve) {
            var configuration = configuration(serve.configuration());
            return new StandInServer(
                            version, configuration, ConfiguredStore.of(configuration, work(), clusters), work(), out)
                    .serve();
        } else {
            err.println("Stand-in of Drydock's demo for the mail server " + version.number());
            err.println("Options: --config FILE, --export DIR, --import DIR, --help, --version");
        }
        return DONE;
    }

    private ConfiguredStore store(Path configuration) throws StoreException, ConfigurationException {
        return ConfiguredStore.of(configuration(configuration), work(), clusters);
    }

    private Configuration configuration(Path file) throws ConfigurationException {
        var view = ServerView.ofService()
                .withEnvironment(environment)
                .startedIn(Path.of("").toAbsolutePath());
        return Configuration.of(ConfigurationFile.read(file.toAbsolutePath()), view);
    }

    /** A directory for each account, for native libraries are only loaded from one that is ours. */
    private Path work() {
        var work = sandbox.resolve("work-" + System.getProperty("user.name", "unknown"));
        NativeLibraries.unpackUnder(work.resolve("native"));
        return work;
    }
}
