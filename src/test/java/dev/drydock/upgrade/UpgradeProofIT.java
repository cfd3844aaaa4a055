package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the new server, on trial and once its doors are open. */
class UpgradeProofIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    private FallbackAdministrator administrator() throws Exception {
        var secret = Pattern.compile("secret = \"([^\"]+)\"").matcher(Files.readString(world.configuration()));
        assertThat(secret.find()).isTrue();
        return new FallbackAdministrator("admin", new Secret(secret.group(1)));
    }

    @Test
    void asksTheOpenServerForAllThatTheAdministratorMaySee() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        world.startServer();
        var mail = new UpgradeRequest.TestMailChoice("ada@harbour.example", null);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request().withTrial(new UpgradeRequest.TrialChoice(null, null, mail)));
            upgrades.credentials(upgrade).administrator(administrator());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);

            var report = upgrades.report(upgrade);

            assertThat(report.failed()).isEmpty();
            assertThat(report.verified())
                    .anyMatch(text -> text.startsWith("On trial, queue: 3 messages"))
                    .anyMatch(text -> text.matches("On trial, .*at listener imaptls: The certificate is the same.*"))
                    .anyMatch(text -> text.matches("Open, .*at listener imaptls: The certificate is the same.*"))
                    .anyMatch(text -> text.startsWith("Open, process: Process "))
                    .anyMatch(text -> text.matches("Open, program: .* says that it is version 0\\.8\\.0\\."))
                    .anyMatch(text -> text.equals("Open, administrator: The administrator can log in."))
                    .anyMatch(text -> text.matches("Open, accounts, groups and lists: All \\d+ are there\\."))
                    .anyMatch(text -> text.matches("Open, quotas: \\d+ are as they were\\."))
                    .anyMatch(text -> text.startsWith("Open, test mail to ada@harbour.example: The server has taken"));
        }
    }

    @Test
    void asksForMailboxesWhereNoListenerSpeaksImap() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var text = Files.readString(world.configuration());
        Files.writeString(
                world.configuration(),
                text.replaceAll(
                        "\\[server\\.listener\\.imap(tls)?]\\nbind.*\\nprotocol.*\\n(tls.implicit = true\\n)?", ""));
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "trial");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);

            assertThat(upgrades.report(upgrade).verified())
                    .anyMatch(line -> line.equals("On trial, Sieve scripts: 4 are as they were."))
                    .anyMatch(line -> line.startsWith("On trial, messages by UID: "));
            assertThat(upgrades.report(upgrade).notVerified())
                    .anyMatch(line -> line.contains("The old server did not run"));
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
        }
    }
}
