package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new server that starts, and does not show everything that it should. */
class UpgradeTrialIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade losing(String what) throws Exception {
        var world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        Files.writeString(
                world.configuration(),
                Files.readString(world.configuration()).replace("[stand-in]", "[stand-in]\nloses = \"" + what + "\""));
        return world;
    }

    @ParameterizedTest
    @CsvSource({"message, messages by UID, is missing", "mailbox, mailboxes, is not there"})
    void goesBackByItselfAndSaysWhichProofHasFailed(String what, String proof, String words) throws Exception {
        var world = losing(what);
        var before = world.snapshot();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
            assertThat(failure.code()).isEqualTo("trial-failed");
            assertThat(failure.lines()).anyMatch(line -> line.contains(words));
            var report = upgrades.report(upgrade);
            assertThat(report.takenBack()).isTrue();
            assertThat(report.outcome()).contains("It went back because");
            assertThat(report.failed())
                    .anyMatch(text -> text.startsWith("On trial, " + proof + ": 1 of ") && text.contains(words));
            assertThat(report.verified()).anyMatch(text -> text.startsWith("On trial, UIDVALIDITY of mailboxes"));
            assertThat(report.back()).isNotNull();
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }

    @Test
    void standsForALookWhereTheRequestSaysSo() throws Exception {
        var world = losing("message");
        var before = world.snapshot();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request().withTrial(new UpgradeRequest.TrialChoice("stop", null, null)));
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.FAILED);
            var report = upgrades.report(upgrade);
            assertThat(report.takenBack()).isFalse();
            assertThat(report.failed()).anyMatch(text -> text.startsWith("On trial, messages by UID: 1 of "));
            assertThat(report.waysBack()).hasSize(3);
            assertThat(world.isRunning()).isFalse();

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }
}
