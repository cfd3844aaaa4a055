package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.foundationdb.StandInTools;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades of mail data in a stand-in for a cluster of FoundationDB, guided with stand-ins for its tools. */
class ClusterUpgradeIT {

    private static final List<String> PHASES =
            List.of("prepare", "stop", "export", "backup", "install", "import", "trial");

    private static final String SECRET = "hush-hush-9f3a";

    @TempDir
    private Path directory;

    /** The admin clears it, by the very command that is shown. */
    @Test
    void goesThereAndBackWithTheToolsAsPrograms() throws Exception {
        var world = ClusterWorld.create(directory);
        var before = world.state();
        var old = Files.copy(world.cluster().store(), directory.resolve("old.sqlite3"));
        world.sandbox().startServer();
        try (var upgrades = world.open(world.byPrograms(false))) {
            var upgrade = upgrades.plan(world.request());
            assertThat(upgrade.preflight().orElseThrow().allowsStart())
                    .as(upgrade.preflight().toString())
                    .isTrue();

            world.run(upgrades, upgrade, null, RunState.WAITING);
            assertThat(world.state()).isEqualTo(before);
            shell(upgrade.run().read(RunRecord::waiting).orElseThrow().command());
            assertThat(world.cluster().isEmpty()).isTrue();

            world.run(upgrades, upgrade, null, RunState.SUCCEEDED);
            world.sandbox().stopServer();
            compare(old, world.cluster().store());
            assertThat(upgrades.kept(upgrade).keySet()).anyMatch(kept -> kept.startsWith("file://"));

            world.goBack(upgrades, upgrade, RunState.WAITING);
            assertThat(upgrade.run().read(RunRecord::isGoingBack)).isTrue();
            shell(upgrade.run().read(RunRecord::waiting).orElseThrow().command());
            world.goBack(upgrades, upgrade, RunState.ROLLED_BACK);
        } finally {
            world.sandbox().stopServer();
        }
        assertThat(world.state()).isEqualTo(before);
    }

    private static void shell(String command) throws Exception {
        var process = new ProcessBuilder("sh", "-c", command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    /** All but what neither program exports. */
    private void compare(Path old, Path made) throws Exception {
        var driver = new SqliteStoreDriver(Files.createDirectory(directory.resolve("compare")));
        var letters = EnumSet.complementOf(EnumSet.of(Letter.REPORT_OUT, Letter.QUOTA));
        try (var source = new StoreRecords(driver.at(old).openSource());
                var target = driver.at(made).openTarget()) {
            var comparison = new Verification(
                            source, Files.createDirectory(directory.resolve("scratch")), Progress.NONE)
                    .targetOf(letters, target, () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        }
    }

    @Test
    void clearsWhereSomebodyTypesWhatTheClusterIsCalled() throws Exception {
        var world = ClusterWorld.create(directory);
        var before = world.state();
        try (var upgrades = world.open(world.inProcess(true))) {
            var upgrade = upgrades.plan(world.request());
            world.run(upgrades, upgrade, null, RunState.WAITING);
            assertThatThrownBy(() -> upgrades.givePasswords(upgrade, Map.of("confirm", "another")))
                    .isInstanceOf(InvalidBackupException.class);
            world.run(upgrades, upgrade, null, RunState.WAITING);
            assertThat(world.state()).isEqualTo(before);

            upgrades.givePasswords(upgrade, Map.of("confirm", ClusterWorld.DESCRIPTION));
            world.run(upgrades, upgrade, "import", RunState.WAITING);
            assertThat(world.state()).isNotEqualTo(before).isNotEmpty();

            // It counts once.
            world.goBack(upgrades, upgrade, RunState.WAITING);
            upgrades.givePasswords(upgrade, Map.of("confirm", ClusterWorld.DESCRIPTION));
            world.goBack(upgrades, upgrade, RunState.ROLLED_BACK);
        }
        assertThat(world.state()).isEqualTo(before);
    }

    /** The backup goes when somebody asks for it by its name, and with it what was read out of exports. */
    @Test
    void deletesTheBackupWhenItIsAsked() throws Exception {
        var world = ClusterWorld.create(directory);
        try (var upgrades = world.open(world.inProcess(true))) {
            var upgrade = upgrades.plan(world.request(Map.of("confirm", ClusterWorld.DESCRIPTION)));
            world.run(upgrades, upgrade, null, RunState.SUCCEEDED);
            var read = upgrade.blueprint().store().inCluster().read();
            assertThat(read).isDirectory();
            assertThat(world.made().backups()).isNotEmptyDirectory();

            upgrades.cleanup(upgrade, upgrade.cleanupWords());
            upgrades.awaitCleanup(upgrade);

            var cleanup = upgrades.cleanup(upgrade).orElseThrow();
            assertThat(cleanup.read(RunRecord::state))
                    .as(cleanup.read(RunRecord::failure).toString())
                    .isEqualTo(RunState.SUCCEEDED);
            assertThat(world.made().backups()).isEmptyDirectory();
            assertThat(read).doesNotExist();
        } finally {
            world.sandbox().stopServer();
        }
    }

    /** The script clears and restores nothing: it says how, and goes on when it is told that this was done. */
    @Test
    void goesBackWithoutDrydockOnceTheClusterIsRestored() throws Exception {
        var world = ClusterWorld.create(directory);
        var before = world.state();
        world.sandbox().startServer();
        Path home;
        try (var upgrades = world.open(world.inProcess(false))) {
            var upgrade = upgrades.plan(world.request());
            world.run(upgrades, upgrade, null, RunState.WAITING);
            world.clear(upgrade);
            world.run(upgrades, upgrade, "import", RunState.WAITING);
            home = upgrade.blueprint().home();
        }
        try {
            var told = rescue(home, "back", "");
            assertThat(told).contains("status 1", "fdbbackup describe", "clearrange", "fdbrestore start");
            assertThat(world.sandbox().isRunning()).isFalse();

            var restore = told.lines()
                    .filter(line -> line.contains("fdbrestore start"))
                    .findFirst()
                    .orElseThrow();
            world.clear();
            shell(restore.strip());
            assertThat(world.state()).isEqualTo(before);
            assertThat(rescue(home, "back", "yes")).contains("status 0");
            assertThat(world.sandbox().isRunning()).isTrue();
        } finally {
            world.sandbox().stopServer();
        }
        assertThat(world.state()).isEqualTo(before);
    }

    /** As if this process, in which the console was, had ended. */
    private static String rescue(Path home, String way, String restored) throws Exception {
        var script = home.resolveSibling("rescue-of-the-test.sh");
        Files.writeString(
                script,
                Files.readString(home.resolve("rescue.sh"))
                        .replace("/proc/" + ProcessHandle.current().pid() + "/", "/proc/0/"));
        var process = new ProcessBuilder("sh", script.toString(), way).redirectErrorStream(true);
        process.environment().put("CLUSTER_IS_RESTORED", restored);
        var started = process.start();
        var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "status " + started.waitFor();
    }

    /** The secret is in no argument, in no log and, once a tool has ended, in no file; another console asks for it again. */
    @Test
    void keepsTheSecretOfAnObjectStore() throws Exception {
        var world = ClusterWorld.create(directory);
        var before = world.state();
        var tools = new StandInTools();
        var access = ClusterWorld.by(tools, false);
        var asked = Map.of("destination", "blobstore://key@s3.example:443/mail?bucket=backups", "secret", SECRET);
        try (var upgrades = world.open(access)) {
            var upgrade = upgrades.plan(world.request(asked));
            world.run(upgrades, upgrade, null, RunState.WAITING);
            assertThat(tools.runs()).noneMatch(run -> run.toString().contains(SECRET));
            assertThat(tools.runs()).anyMatch(run -> run.contains("--blob-credentials"));
            assertThat(SandboxUpgrade.log(upgrades, upgrade)).doesNotContain(SECRET);
        }
        assertThat(filesWith(SECRET)).isEmpty();

        try (var upgrades = world.open(access)) {
            var upgrade = upgrades.all().iterator().next();
            assertThatThrownBy(() -> upgrades.rollback(upgrade)).hasMessageContaining("started again");
            upgrades.givePasswords(upgrade, Map.of("secret", SECRET));
            world.clear();
            world.goBack(upgrades, upgrade, RunState.ROLLED_BACK);
        }
        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(world.state()).isEqualTo(before);
    }

    private List<Path> filesWith(String secret) throws Exception {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    /** A console that may not clear has no field to type it in. */
    @Test
    void takesNoConfirmationWhereItMayNotClear() throws Exception {
        var world = ClusterWorld.create(directory);
        try (var upgrades = world.open(world.inProcess(false))) {
            assertThatThrownBy(() -> upgrades.plan(world.request(Map.of("confirm", ClusterWorld.DESCRIPTION))))
                    .isInstanceOf(InvalidBackupException.class);
        }
    }

    @Test
    void goesBackFromEveryPhaseToTheSame() throws Exception {
        var world = ClusterWorld.create(directory);
        var before = world.state();
        try (var upgrades = world.open(world.inProcess(false))) {
            for (var phase : PHASES) {
                var files = world.sandbox().snapshot();
                var upgrade = upgrades.plan(world.request());
                upgrades.run(upgrade, phase);
                upgrades.await(upgrade);
                if (PHASES.indexOf(phase) >= PHASES.indexOf("backup")) {
                    world.clear(upgrade);
                    world.run(upgrades, upgrade, phase, RunState.WAITING);
                }

                upgrades.rollback(upgrade);
                upgrades.await(upgrade);
                if (!world.cluster().isEmpty() && SandboxUpgrade.state(upgrade) == RunState.WAITING) {
                    world.clear(upgrade);
                    world.goBack(upgrades, upgrade, RunState.ROLLED_BACK);
                }

                assertThat(SandboxUpgrade.state(upgrade))
                        .as("back from " + phase + SandboxUpgrade.log(upgrades, upgrade))
                        .isEqualTo(RunState.ROLLED_BACK);
                assertThat(world.state()).as("back from " + phase).isEqualTo(before);
                assertThat(files.differences(world.sandbox().snapshot()).stream()
                                .filter(line -> !line.contains("foundationdb") && !line.contains("backups"))
                                .toList())
                        .as("back from " + phase)
                        .isEmpty();
            }
        }
    }
}
