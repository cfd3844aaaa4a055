package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upgrades by Drydock's own conversion: there and back, from every phase. */
class DirectUpgradeIT {

    /** From the others the tests of the official way go back, or those of whole upgrades; they are for the campaign. */
    private static final List<String> PHASES = Boolean.getBoolean("drydock.campaign")
            ? List.of("prepare", "stop", "convert", "install", "trial")
            : List.of("convert");

    @TempDir
    private Path directory;

    private static UpgradeRequest request(SandboxUpgrade sandbox) {
        return sandbox.request().withEngine(UpgradeRequest.DIRECT);
    }

    private static void run(Upgrades upgrades, Upgrade upgrade, String until, RunState expected) throws Exception {
        upgrades.run(upgrade, until);
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(expected);
    }

    private static void goBack(Upgrades upgrades, Upgrade upgrade) throws Exception {
        upgrades.rollback(upgrade);
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(RunState.ROLLED_BACK);
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void leavesAllRecordsAndComesBackToTheSame(Sandbox.Kind kind) throws Exception {
        var sandbox = SandboxUpgrade.create(directory, kind);
        sandbox.startServer();
        try (var upgrades = sandbox.open()) {
            var before = sandbox.snapshot();
            var upgrade = upgrades.plan(request(sandbox));
            assertThat(upgrade.run().plan().phases().stream().map(phase -> phase.name()))
                    .containsExactly("prepare", "stop", "convert", "install", "trial", "start");

            run(upgrades, upgrade, null, RunState.SUCCEEDED);

            sandbox.stopServer();
            var comparison = sandbox.compare(upgrade);
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            var report = upgrades.report(upgrade);
            assertThat(report.failed()).isEmpty();
            assertThat(report.verified().toString()).contains("Compare the new store with the old one");
            assertThat(report.kept().keySet()).noneMatch(path -> path.contains("drydock-new"));
            // What a trial before the stop has left for the conversion.
            assertThat(upgrade.blueprint().workshop().resolve("home"))
                    .isDirectoryRecursivelyContaining("glob:**/start-*/lib*.so")
                    .isDirectoryNotContaining("glob:**/trial");

            goBack(upgrades, upgrade);
            sandbox.stopServer();
            assertThat(SandboxUpgrade.thatMatter(before.differences(sandbox.snapshot())))
                    .isEmpty();
        } finally {
            sandbox.stopServer();
        }
    }

    /** What else lies in the directory of the data stays where it is, so that files move one by one. */
    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void movesOnlyItsOwnFilesOutOfADirectoryOfOthers(Sandbox.Kind kind) throws Exception {
        var sandbox = SandboxUpgrade.create(directory, kind);
        var store = sandbox.mail().resolve("data");
        var stranger = Files.writeString(store.resolve("certificate.pem"), "mine");
        try (var upgrades = sandbox.open()) {
            var before = sandbox.snapshot();
            var upgrade = upgrades.plan(request(sandbox));
            assertThat(upgrade.blueprint().store().onDisk().wholeDirectory()).isFalse();

            run(upgrades, upgrade, "install", RunState.WAITING);

            assertThat(stranger).hasContent("mine");
            var comparison = sandbox.compare(upgrade);
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            goBack(upgrades, upgrade);
            assertThat(before.differences(sandbox.snapshot())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void goesBackFromEveryPhaseToTheSame(Sandbox.Kind kind) throws Exception {
        var sandbox = SandboxUpgrade.create(directory, kind);
        try (var upgrades = sandbox.open()) {
            for (var phase : PHASES) {
                var before = sandbox.snapshot();
                var upgrade = upgrades.plan(request(sandbox));

                run(upgrades, upgrade, phase, RunState.WAITING);
                goBack(upgrades, upgrade);

                assertThat(before.differences(sandbox.snapshot()))
                        .as("back from " + phase)
                        .isEmpty();
            }
        }
    }
}
