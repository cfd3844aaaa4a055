package dev.drydock.upgrade;

import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.Failpoints;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.TreeSnapshot;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.Deployment;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ReleaseChoice;
import dev.drydock.upgrade.phase.Yard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A sandbox installation, run by stand-ins for the mail server, and a home to upgrade it from.
 *
 * @param mail directory of the sandbox
 * @param home of the console
 */
record SandboxUpgrade(Path mail, Path home) {

    private static final String NAME = "demo";

    private static final Yard.Patience PATIENCE =
            new Yard.Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));

    static SandboxUpgrade create(Path directory, Sandbox.Kind kind) throws Exception {
        Sandbox.create(directory.resolve("mail"), kind);
        var made = in(directory);
        // What the server takes into its index would be missing where stores are compared.
        Files.writeString(
                made.configuration(),
                Files.readString(made.configuration()).replaceAll("(index-rows-per-second) = \\d+", "$1 = 0"));
        return made;
    }

    static SandboxUpgrade around(Path directory, Path store) throws Exception {
        Sandbox.around(directory.resolve("mail"), store);
        return in(directory);
    }

    /** What was made in this directory before. */
    static SandboxUpgrade in(Path directory) {
        return new SandboxUpgrade(directory.resolve("mail"), directory.resolve("home"));
    }

    Path configuration() {
        return mail.resolve("etc/config.toml");
    }

    Path commands() {
        return mail.resolve("commands");
    }

    ConsoleSettings settings(Failpoints failpoints) {
        return ConsoleSettings.of(home, "test").withCommands(commands()).with(PATIENCE, failpoints);
    }

    Upgrades open() throws Exception {
        return Upgrades.open(settings(Failpoints.NONE));
    }

    UpgradeRequest request() {
        return UpgradeRequest.of(
                configuration(),
                Deployment.command(NAME),
                new ReleaseChoice(mail.resolve("release/stalwart-mail"), null, null));
    }

    /** Starts the server as its admin does, and returns once it answers. */
    void startServer() throws Exception {
        var vectors = CommandVectors.read(commands()).find(NAME).orElseThrow();
        var runner = new CommandRunner();
        runner.start(
                vectors.start().command(configuration()).withOutputTo(mail.resolve("logs/admin.log")),
                (channel, line) -> {});
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isRunning()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the sandbox's server does not answer");
            }
            // Each question is a program, which takes the processors from what is waited for.
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    boolean isRunning() throws Exception {
        return run(
                CommandVectors.read(commands()).find(NAME).orElseThrow().probe().command(configuration()));
    }

    void stopServer() throws Exception {
        run(CommandVectors.read(commands()).find(NAME).orElseThrow().stop().command(configuration()));
    }

    private static boolean run(Command command) throws Exception {
        return new CommandRunner()
                .run(command.withLimit(Duration.ofSeconds(60)))
                .isSuccess();
    }

    /** Everything of the installation but what its stand-ins write for themselves. */
    TreeSnapshot snapshot() throws IOException {
        var all = TreeSnapshot.of(mail, true);
        var kept = new java.util.TreeMap<>(all.entries());
        kept.keySet()
                .removeIf(path -> path.startsWith("logs")
                        || path.getName(0).toString().startsWith("work-")
                        || path.toString().endsWith("-shm"));
        return new TreeSnapshot(kept);
    }

    /**
     * Of the differences to an installation those that do not come from serving again: v0.7.3 and a rescue script leave
     * times of directories, and what v0.8.0 has served is kept beside the old store.
     */
    static List<String> thatMatter(List<String> differences) {
        return differences.stream()
                .filter(line -> !line.contains(": time ") && !line.contains("data-v0.8.0-"))
                .toList();
    }

    /** The driver of a store by what lies there. */
    static FileStoreDriver driver(Path store) {
        return Files.isDirectory(store) ? new RocksDbStoreDriver() : new SqliteStoreDriver();
    }

    /** The new store against the old one, with all that Drydock adds. */
    Comparison compare(Upgrade upgrade) throws Exception {
        return compare(upgrade.blueprint());
    }

    Comparison compare(Blueprint blueprint) throws Exception {
        var store = blueprint.store().onDisk();
        var work = Files.createDirectories(home.resolve("compare"));
        try (var old = new StoreRecords(
                        driver(store.oldPath()).at(store.oldPath()).openSource());
                var target = driver(store.path()).at(store.path()).openTarget()) {
            return new Verification(old, work, Progress.NONE)
                    .target(target, () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));
        }
    }

    static RunState state(Upgrade upgrade) {
        return upgrade.run().read(RunRecord::state);
    }

    static String log(Upgrades upgrades, Upgrade upgrade) {
        return upgrades.events(upgrade.id(), 0, 10_000).stream()
                .map(event -> event.at() + " " + event.level() + " " + event.step() + ": " + event.text())
                .collect(Collectors.joining("\n"));
    }
}
