package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.installation.configuration.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the administrator's password. */
class UpgradeCredentialsIT {

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

    private FallbackAdministrator administrator() throws Exception {
        var secret = Pattern.compile("secret = \"([^\"]+)\"").matcher(Files.readString(world.configuration()));
        assertThat(secret.find()).isTrue();
        return new FallbackAdministrator("admin", new Secret(secret.group(1)));
    }

    @Test
    void isRefusedBeforeMailIsStoppedForIt() throws Exception {
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.credentials(upgrade).administrator(new FallbackAdministrator("admin", new Secret("wrong")));
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.FAILED);
            assertThat(upgrade.run().read(RunRecord::failure).orElseThrow().code())
                    .isEqualTo("credentials-refused");
            assertThat(world.isRunning()).isTrue();

            upgrades.credentials(upgrade).administrator(administrator());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(upgrade.run().read(RunRecord::waiting).orElseThrow().what())
                    .isEqualTo("decision");
        }
    }

    @Test
    void isAskedForAgainByAConsoleThatWasNotGivenIt() throws Exception {
        String id;
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            id = upgrade.id();
            upgrades.credentials(upgrade).administrator(administrator());
            upgrades.run(upgrade, "trial");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
        }
        try (var upgrades = world.open()) {
            var upgrade = upgrades.get(id);
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(upgrade.run().read(RunRecord::waiting).orElseThrow().what())
                    .isEqualTo("credentials");
            assertThat(world.isRunning()).isTrue();

            upgrades.credentials(upgrade).administrator(administrator());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(upgrades.report(upgrade).verified())
                    .contains("Open, administrator: The administrator can log in.");
        }
    }

    @Test
    void canBeForgottenInstead() throws Exception {
        String id;
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            id = upgrade.id();
            upgrades.credentials(upgrade).administrator(administrator());
            upgrades.run(upgrade, "trial");
            upgrades.await(upgrade);
        }
        try (var upgrades = world.open()) {
            var upgrade = upgrades.get(id);
            upgrades.credentials(upgrade).administrator(null);
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(upgrades.report(upgrade).notVerified())
                    .contains("Open, administrator: The administrator's password was not given.");
        }
    }
}
