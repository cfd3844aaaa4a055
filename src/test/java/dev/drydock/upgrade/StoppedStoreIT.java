package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepState;
import dev.drydock.installation.Grade;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a running server keeps from the checks before the stop is found after it, and before the export. */
class StoppedStoreIT {

    private static final String INTERNAL = "directory = \"internal\"";

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    @ParameterizedTest
    @MethodSource("dev.drydock.upgrade.SandboxKinds#sqlite")
    void stopsBeforeTheExportOverNamesThatBecomeOne(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        Files.writeString(
                world.configuration(),
                Files.readString(world.configuration()).replace(INTERNAL, "directory = \"people\"") + """

                [directory.people]
                type = "memory"
                [directory.people.principals.0001]
                name = "ada"
                secret = "secret-ada"
                """);
        var upper = new DirectoryKey.NameToId("Ada".getBytes(StandardCharsets.UTF_8));
        EditedStore.write(
                store(kind),
                EditedStore.Values.SAME,
                writer -> writer.put(Space.VALUES, upper.encode(), new PrincipalId(77, 0).encode()));

        stopsAndGoesBack("store.names-conflict", "Ada and ada").close();
    }

    @Test
    void stopsBeforeTheExportOverADamagedContentAndGoesOnOnceItIsWhole() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var store = store(Sandbox.Kind.SQLITE);
        var whole = Files.copy(store, directory.resolve("whole"));
        damage(store);

        try (var upgrades = stopsAndGoesBack("store.contents-damaged", "of account")) {
            var upgrade = upgrades.all().iterator().next();
            upgrades.run(upgrade, "export");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).isEqualTo(RunState.FAILED);

            Files.write(store, Files.readAllBytes(whole));
            upgrades.retry(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void saysWhatItHasFoundThoughNothingForbidsTheUpgrade() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            assertThat(upgrade.preflight().orElseThrow().findings())
                    .anyMatch(finding -> finding.code().equals("store.readable") && finding.grade() == Grade.SKIP);

            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(log(upgrades, upgrade))
                    .contains("stop.look: NOTICE store.certificates")
                    .contains("stop.look: NOTICE store.queue-after-official-import");
        }
    }

    @Test
    void readsTheStoreAnewAfterItsServerRanInBetween() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "export");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).isEqualTo(RunState.WAITING);
            world.startServer();

            upgrades.run(upgrade, "export");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(world.isRunning()).isFalse();
            for (var step : new String[] {"stop.look", "export.run", "export.compare"}) {
                assertThat(upgrades.events(upgrade.id(), 0, 10_000).stream()
                                .filter(event -> event.step().equals(step)
                                        && event.text().startsWith("Done:")))
                        .as(step)
                        .hasSize(2);
            }
        }
    }

    private Path store(Sandbox.Kind kind) {
        var data = world.mail().resolve("data");
        return kind == Sandbox.Kind.ROCKSDB ? data : data.resolve("index.sqlite3");
    }

    private static void damage(Path store) throws Exception {
        var first = new AtomicBoolean(true);
        EditedStore.write(
                store,
                (space, key, value) -> {
                    if (space != Space.BLOBS || key.length != BlobHash.LENGTH || !first.getAndSet(false)) {
                        return value;
                    }
                    var damaged = value.clone();
                    damaged[damaged.length / 2] ^= 1;
                    return damaged;
                },
                EditedStore.More.NONE);
    }

    /** With a server that runs, so that the checks before the stop see nothing of it. The caller closes the console. */
    private Upgrades stopsAndGoesBack(String code, String words) throws Exception {
        world.startServer();
        var before = world.snapshot();
        var upgrades = world.open();
        var upgrade = upgrades.plan(world.request());
        upgrades.run(upgrade, null);
        upgrades.await(upgrade);

        assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.FAILED);
        var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.problem()).contains(words);
        assertThat(failure.nextStep()).isNotEmpty();
        assertThat(upgrade.run()
                        .<StepState>read(record -> record.step("export.run").state()))
                .isEqualTo(StepState.PENDING);

        upgrades.retry(upgrade);
        upgrades.await(upgrade);
        assertThat(upgrade.run().read(RunRecord::failure).orElseThrow().code()).isEqualTo(code);

        upgrades.rollback(upgrade);
        upgrades.await(upgrade);
        assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(world.isRunning()).isTrue();
        assertThat(before.differences(world.snapshot())).isEmpty();
        return upgrades;
    }
}
