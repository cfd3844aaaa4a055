package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.upgrade.phase.StoppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades that are taken back and begun again, and what was given to them late. */
class SecondRunIT {

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

    @Test
    void keepsWhatCameInEachTimeThatTheDoorsWereOpen() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            for (var time = 0; time < 2; time++) {
                upgrades.run(upgrade, null);
                upgrades.await(upgrade);
                assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
                upgrades.rollback(upgrade);
                upgrades.await(upgrade);
                assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            }

            var home = upgrade.blueprint().home();
            var kept = world.mail().resolve("data-v0.8.0-" + upgrade.id());
            assertThat(home.resolve("arrivals")).isDirectory();
            assertThat(home.resolve("arrivals-2")).isDirectory();
            assertThat(kept.resolve("index.sqlite3")).isRegularFile();
            assertThat(kept.resolveSibling(kept.getFileName() + ".2/index.sqlite3"))
                    .isRegularFile();

            upgrades.cleanup(upgrade, upgrade.id());
            upgrades.awaitCleanup(upgrade);

            assertThat(upgrades.kept(upgrade)).isEmpty();
            assertThat(kept).doesNotExist();
            assertThatThrownBy(() -> upgrades.run(upgrade, null))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("plan a new upgrade");
            assertThatThrownBy(() -> upgrades.phase(upgrade, "prepare")).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> upgrades.retry(upgrade)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void startsTheServerAgainThatDidNotRunTheFirstTime() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(world.isRunning()).isFalse();
            var stood = upgrade.run().read(record -> StoppedTime.of(record, Instant.now()));
            assertThat(stood).isPresent();
            assertThat(upgrade.run().read(StoppedTime::isStopped)).isFalse();

            world.startServer();
            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);
            assertThat(world.isRunning()).isFalse();
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(world.isRunning()).isTrue();
        }
    }

    @Test
    void triesAPasswordThatWasGivenAfterThePreparation() throws Exception {
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);

            upgrades.credentials(upgrade).administrator(new FallbackAdministrator("admin", new Secret("wrong")));
            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.FAILED);
            assertThat(upgrade.run().read(RunRecord::failure).orElseThrow().code())
                    .isEqualTo("credentials-refused");
            assertThat(world.isRunning()).isTrue();
        }
    }

    @Test
    void triesAPasswordThatWasGivenInTheInstantBeforeTheStop() throws Exception {
        world.startServer();
        var planned = new AtomicReference<Upgrade>();
        try (var upgrades = Upgrades.open(world.settings(place -> {
            if (place.equals("before INTENT stop.server")) {
                planned.get()
                        .yard()
                        .credentials()
                        .administrator(new FallbackAdministrator("admin", new Secret("wrong")));
            }
        }))) {
            var upgrade = upgrades.plan(world.request());
            planned.set(upgrade);
            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.FAILED);
            assertThat(upgrade.run().read(RunRecord::failure).orElseThrow().code())
                    .isEqualTo("credentials-refused");
            assertThat(world.isRunning()).isTrue();
        }
    }

    @Test
    void writesTheConfigurationWhereOnlyItsSecondNameWasMade() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "backup");
            upgrades.await(upgrade);
            // As a kill between the two leaves it.
            var old = Files.createLink(upgrade.blueprint().configuration().old(), world.configuration());

            upgrades.run(upgrade, "install");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(world.configuration()).content().contains("certificate");
            assertThat(old).content().doesNotContain("Written by Drydock");
        }
    }
}
