package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.FaultyPrograms;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.Failpoints;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.host.Processes;
import dev.drydock.host.Sha256;
import dev.drydock.upgrade.phase.ChildMark;
import dev.drydock.upgrade.phase.Yard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that misbehave, one way after the other in one upgrade: each time the run stops and says why, the old store is
 * as it was, and trying again without the fault, or going back, works.
 */
class UpgradeFaultIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private SandboxUpgrade world;
    private FaultyPrograms programs;

    /**
     * One way to misbehave.
     *
     * @param script what the shell does in place of the program, whose last argument is {@code $last}
     * @param code of the failure
     * @param words that the failure must say, in its problem or its lines
     */
    private record Fault(String script, String code, String words) {}

    @BeforeEach
    void wrapThePrograms() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        programs = FaultyPrograms.wrap(world.mail());
    }

    @AfterEach
    void stop() throws Exception {
        programs.behave();
        world.stopServer();
    }

    private Upgrades open(Duration start, Duration stall) throws Exception {
        return Upgrades.open(
                world.settings(Failpoints.NONE).with(new Yard.Patience(LONG, start, stall), Failpoints.NONE));
    }

    @Test
    void stopsWithTheReasonWhenTheExportFails() throws Exception {
        failsInEachWay(
                "export",
                List.of(
                        new Fault("kill -KILL $$", "export-failed", "signal 9"),
                        new Fault("echo 'the disk is tired' >&2; exit 1", "export-failed", "the disk is tired"),
                        new Fault("echo 'No store configured'; exit 0", "export-failed", "No store configured"),
                        new Fault("echo 'Permission denied (os error 13)' >&2; exit 1", "export-failed", "denied"),
                        new Fault("sleep 600; exit 0", "export-hangs", "neither spoken"),
                        new Fault(
                                "for f in property blob config bitmap; do printf '[]' >\"$last/$f\"; done; exit 0",
                                "export-unsound",
                                "not whole"),
                        new Fault(
                                "\"$real\" \"$@\"; truncate -s 900 \"$last/property\"; exit 0",
                                "export-unsound",
                                "not whole")));
    }

    @Test
    void stopsWithTheReasonWhenTheImportFails() throws Exception {
        var part =
                "rm -rf '%1$s'; cp -r \"$last\" '%1$s'; rm '%1$s/bitmap'; \"$real\" --config \"$2\" --import '%1$s'; "
                        .formatted(directory.resolve("part"));
        failsInEachWay(
                "import",
                List.of(
                        new Fault("kill -KILL $$", "import-failed", "signal 9"),
                        new Fault("echo 'the disk is tired' >&2; exit 1", "import-failed", "the disk is tired"),
                        new Fault("echo 'No store configured'; exit 0", "import-failed", "No store configured"),
                        new Fault("echo 'Permission denied (os error 13)' >&2; exit 1", "import-failed", "denied"),
                        new Fault("sleep 600; exit 0", "import-hangs", "neither spoken"),
                        new Fault("exit 0", "import-empty", "ended with status 0"),
                        new Fault(part + "kill -KILL $$", "import-failed", "signal 9"),
                        new Fault(
                                "\"$real\" \"$@\"; truncate -s 6000 '%s'; exit 1"
                                        .formatted(world.mail().resolve("data/index.sqlite3")),
                                "import-failed",
                                "status 1")));
    }

    @Test
    void stopsWithTheReasonWhenTheImportIsKilledBeforeTheStoreIsOne() throws Exception {
        world = SandboxUpgrade.create(Files.createDirectory(directory.resolve("rocksdb")), Sandbox.Kind.ROCKSDB);
        programs = FaultyPrograms.wrap(world.mail());
        failsInEachWay(
                "import",
                List.of(new Fault(
                        "\"$real\" \"$@\"; rm '%s'; kill -KILL $$"
                                .formatted(world.mail().resolve("data/CURRENT")),
                        "import-failed",
                        "signal 9")));
    }

    /** The file that changes with the store. */
    private static Path telling(Path store) {
        return Files.isDirectory(store) ? store.resolve("CURRENT") : store;
    }

    private void failsInEachWay(String phase, List<Fault> faults) throws Exception {
        var before = world.snapshot();
        try (var upgrades = open(LONG, Duration.ofSeconds(5))) {
            var upgrade = upgrades.plan(world.request());
            var store = upgrade.blueprint().store().onDisk();
            var sum = Sha256.of(telling(store.path()));
            for (var fault : faults) {
                programs.misbehave(phase, fault.script());
                upgrades.run(upgrade, phase);
                upgrades.await(upgrade);

                var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
                var said = fault.script() + "\n" + log(upgrades, upgrade);
                assertThat(state(upgrade)).as(said).isEqualTo(RunState.FAILED);
                assertThat(failure.code()).as(said).isEqualTo(fault.code());
                assertThat(failure.problem() + failure.lines()).contains(fault.words());
                assertThat(Sha256.of(telling(Files.exists(store.old()) ? store.oldPath() : store.path())))
                        .isEqualTo(sum);
                assertThat(Processes.withVariable(
                                ChildMark.VARIABLE,
                                ChildMark.of(upgrade.blueprint().home())))
                        .isEmpty();
            }
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();

            upgrades.run(upgrade, phase);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).isEqualTo(RunState.FAILED);
            programs.behave();
            upgrades.retry(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            world.stopServer();
            assertThat(world.compare(upgrade).isEqual()).isTrue();
        }
    }

    @Test
    void goesBackByItselfWhenTheNewServerDoesNotStart() throws Exception {
        var before = world.snapshot();
        programs.misbehave("serve", "echo 'no licence to serve' >&2; exit 1");
        try (var upgrades = open(LONG, LONG)) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
            assertThat(failure.code()).isEqualTo("server-not-started");
            assertThat(failure.problem() + failure.lines()).contains("no licence to serve");
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }
}
