package dev.drydock.web.command;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.store.NativeLibraries;
import dev.drydock.store.StateDirectory;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.InvalidBackupException;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.DemoInstallation;
import dev.drydock.web.Hangup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a sandbox, upgrades it without a browser, and prints the report. */
@Command(
        name = "demo",
        description = {
            "Make a small mail server of v0.7.3, run by stand-in programs, upgrade it, and print the report.",
            "Everything lies in one directory, which is deleted at the end unless --keep is given."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final String version;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--store",
            paramLabel = "sqlite|rocksdb",
            defaultValue = "sqlite",
            description = "Kind of its store.")
    private Sandbox.Kind kind;

    @Option(names = "--directory", paramLabel = "DIR", description = "Where to make it; must not exist.")
    private @Nullable Path directory;

    @Option(names = "--keep", description = "Leave everything as it is at the end, the new server running.")
    private boolean keep;

    @Option(names = "--json", description = "Print the report as JSON, and no log.")
    private boolean json;

    DemoCommand(String version) {
        this.version = version;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return demonstrate();
        } catch (RefusedException | InvalidBackupException | ConfigurationException | HostException | IOException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (StepFailedException e) {
            return fail(e.failure().problem() + ". " + e.failure().nextStep());
        }
    }

    private int fail(String reason) {
        spec.commandLine().getErr().println("drydock: " + Text.clean(reason));
        spec.commandLine().getErr().flush();
        return ConsoleCommand.FAILED;
    }

    private int demonstrate()
            throws RefusedException, InvalidBackupException, ConfigurationException, HostException, StepFailedException,
                    IOException, InterruptedException {
        Hangup.survive();
        var root = root();
        NativeLibraries.unpackUnder(root.resolve("native"));
        var installation = DemoInstallation.started(root.resolve("mail"), kind);
        try (var upgrades = Upgrades.open(installation.offered(ConsoleSettings.of(root.resolve("home"), version)))) {
            var upgrade = upgrades.plan(installation.request());
            var ending = json
                    ? (Runnable) () -> {}
                    : upgrades.listen(upgrade.id(), event -> {
                        spec.commandLine()
                                .getOut()
                                .println(Text.clean(TIME.format(event.at()) + "  "
                                        + String.format("%-8s", event.phase()) + "  " + event.text()));
                        spec.commandLine().getOut().flush();
                    });
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            ending.run();
            ReportText.print(spec.commandLine().getOut(), upgrades.report(upgrade), json);
            if (!json) {
                spec.commandLine()
                        .getOut()
                        .println(
                                keep
                                        ? "Everything is left in " + root + ", the server running."
                                        : "This was a demonstration: all of it is deleted now; --keep leaves it.");
            }
            spec.commandLine().getOut().flush();
            return status(upgrade);
        } finally {
            if (!keep) {
                installation.stop();
                HostFiles.deleteTree(root);
            }
        }
    }

    private static int status(Upgrade upgrade) {
        var state = upgrade.run().read(RunRecord::state);
        return state == RunState.SUCCEEDED
                ? ConsoleCommand.DONE
                : state == RunState.ROLLED_BACK ? ConsoleCommand.ROLLED_BACK : ConsoleCommand.FAILED;
    }

    private Path root() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (directory != null) {
            return Files.createDirectory(directory.toAbsolutePath().normalize(), ownerOnly);
        }
        var home = StateDirectory.standard();
        Files.createDirectories(home, ownerOnly);
        return Files.createTempDirectory(home, "demo-", ownerOnly);
    }
}
