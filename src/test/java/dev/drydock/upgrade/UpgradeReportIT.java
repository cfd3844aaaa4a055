package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report of an upgrade says, there and back again. */
class UpgradeReportIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @BeforeEach
    void create() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
    }

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    private UpgradeRequest withoutExtras() {
        var request = world.request();
        return request.withTrial(new UpgradeRequest.TrialChoice(null, false, null));
    }

    @Test
    void saysThatNothingWasAddedAndKeepsItsWordsWhenTakenBack() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(withoutExtras());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            var there = upgrades.report(upgrade);

            assertThat(there.families()).isNotEmpty().allMatch(family -> family.added() == 0);
            assertThat(there.families()).anyMatch(family -> !family.notCarried().isEmpty());
            assertThat(there.takenBack()).isFalse();
            assertThat(there.failed()).isEmpty();
            assertThat(there.notVerified())
                    .anyMatch(text -> text.contains("own administrator was not asked"))
                    .anyMatch(text -> text.contains("network: The server was not cut off"));
            assertThat(there.verified())
                    .anyMatch(text -> text.contains("The administrator made up for the trial can log in"));
            assertThat(there.waysBack())
                    .extracting(UpgradeReport.WayBack::command)
                    .contains("drydock rollback " + upgrade.id(), "POST /api/v1/upgrades/" + upgrade.id() + "/rollback")
                    .anyMatch(command -> command.contains("/rescue.sh back"));

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            var back = upgrades.report(upgrade);

            assertThat(back.takenBack()).isTrue();
            assertThat(back.verified()).isEqualTo(there.verified());
            assertThat(back.notVerified()).isEqualTo(there.notVerified());
            assertThat(back.families()).isEqualTo(there.families());
            assertThat(back.started()).isEqualTo(there.started());
            assertThat(back.ended()).isEqualTo(there.ended());
            assertThat(requireNonNull(back.back()).started()).isAfterOrEqualTo(requireNonNull(there.ended()));
            assertThat(back.phases())
                    .extracting(UpgradeReport.PhaseTime::seconds)
                    .isEqualTo(there.phases().stream()
                            .map(UpgradeReport.PhaseTime::seconds)
                            .toList());
            assertThat(back.phases()).allMatch(phase -> phase.secondsBack() != null);
            assertThat(back.waysBack()).isEmpty();
        }
    }
}
