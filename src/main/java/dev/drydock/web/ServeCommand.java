package dev.drydock.web;

import dev.drydock.host.HostException;
import dev.drydock.store.NativeLibraries;
import dev.drydock.upgrade.ConsoleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the console and says where it is found. */
@Command(
        name = ServeCommand.NAME,
        description = "Serve the console to the browsers of this machine (the default).",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    public static final String NAME = "serve";

    private static final int STARTED = 0;
    private static final int FAILED = 1;

    private final String version;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + Console.DEFAULT_PORT,
            description = "Port on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "State directory (default: $DRYDOCK_HOME; else /var/lib/drydock for root, for others below"
                    + " ~/.local/state).")
    private @Nullable Path home;

    @Option(
            names = "--commands",
            paramLabel = "FILE",
            description = "The programs that start, stop and probe servers, by names; only root or this account may be"
                    + " able to write it (default: commands in the state directory).")
    private @Nullable Path commands;

    @Option(
            names = "--demo",
            description =
                    "Make a small mail server of v0.7.3 in the state directory, run by stand-in programs, and offer"
                            + " to upgrade it. The state directory is then demo below the usual one, unless --home names it.")
    private boolean demo;

    @Option(
            names = "--detach",
            description =
                    "Start as a transient unit of systemd, drydock.service, which outlives this terminal, and print"
                            + " the link.")
    private boolean detach;

    @Option(
            names = "--allow-clear",
            description =
                    "Let Drydock clear a cluster of FoundationDB itself, once its backup is restorable and somebody has"
                            + " typed what the cluster is called; without this it only says how.")
    private boolean allowClear;

    @Option(
            names = "--foundationdb-tools",
            paramLabel = "DIR",
            description =
                    "Where fdbcli, fdbbackup and fdbrestore lie (default: where FoundationDB's packages put them).")
    private @Nullable Path foundationDbTools;

    public ServeCommand(String version) {
        this.version = version;
    }

    /** Returns as soon as the console answers; its own threads keep the process alive. */
    @Override
    public Integer call() {
        if (port < 0 || port > 0xFFFF) {
            throw new ParameterException(spec.commandLine(), "--port must be between 0 and 65535, not " + port);
        }
        if (detach) {
            return detached();
        }
        Hangup.survive();
        var usual = demo ? HomeDirectory.standard().resolve("demo") : HomeDirectory.standard();
        var settings =
                ConsoleSettings.of(home == null ? usual : home, version).withClusters(foundationDbTools, allowClear);
        try {
            if (demo) {
                HomeDirectory.prepare(settings.home());
                NativeLibraries.unpackUnder(settings.home().resolve("native"));
                var installation = DemoInstallation.in(settings.home());
                settings = installation.offered(settings);
                Runtime.getRuntime().addShutdownHook(new Thread(installation::stop, "drydock-demo"));
            } else if (commands != null) {
                settings = settings.withCommands(commands);
            }
            var console = Console.start(port, settings);
            Runtime.getRuntime().addShutdownHook(new Thread(console::close, "drydock-close"));
            announce(console);
            return STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException e) {
            spec.commandLine().getErr().println("The console did not start. " + e.getMessage());
            return FAILED;
        }
    }

    private int detached() {
        try {
            var state = home == null
                    ? demo ? HomeDirectory.standard().resolve("demo") : HomeDirectory.standard()
                    : home.toAbsolutePath().normalize();
            spec.commandLine().getOut().println(new DetachedConsole(state).start());
            spec.commandLine().getOut().flush();
            return STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (HostException | IOException e) {
            spec.commandLine().getErr().println("The console was not started. " + e.getMessage());
            return FAILED;
        }
    }

    private void announce(Console console) {
        spec.commandLine()
                .getOut()
                .printf(
                        """
                Drydock %1$s is ready: %3$s
                The link works once, within 10 minutes; the command "link" prints another.
                From another machine:  ssh -L %2$d:127.0.0.1:%2$d <this machine>, then open the same address there.
                Scripts: the token lies in %4$s
                """,
                        version, console.port(), console.link(), console.home().resolve("token"));
        spec.commandLine().getOut().flush();
    }
}
