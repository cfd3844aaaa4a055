package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consoles that kill themselves while the direct engine is at work: the old store or the new one is there, and whole. */
class DirectKillIT {

    private static final boolean EVERYWHERE = Boolean.getBoolean("drydock.campaign");

    private static final List<String> STEPS =
            List.of("convert.run", "convert.compare", "backup.store", "convert.place");

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    static List<Sandbox.Kind> kinds() {
        return EVERYWHERE ? List.of(Sandbox.Kind.values()) : List.of(Sandbox.Kind.ROCKSDB);
    }

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leavesTheOldStoreOrTheNewOneWhole(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        Files.createFile(directory.resolve(KillableUpgrade.DIRECT));
        var before = world.snapshot();
        var console = new KillableConsole(directory);

        for (var place : places(STEPS, "INTENT", "RESULT")) {
            assertThat(console.run("forward", List.of(place)))
                    .as(place + "\n" + console.output())
                    .isEqualTo(KillableConsole.KILLED);
            assertWhole(place);
        }
        assertThat(console.run("forward", List.of())).as(console.output()).isZero();
        world.stopServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.all().iterator().next();
            assertThat(state(upgrade)).as(console.output()).isEqualTo(RunState.SUCCEEDED);
            var comparison = world.compare(upgrade);
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        }

        var last = new ArrayList<>(STEPS);
        Collections.reverse(last);
        for (var place : places(last, "UNDO_INTENT", "UNDO_RESULT")) {
            assertThat(console.run("back", List.of(place)))
                    .as(place + "\n" + console.output())
                    .isEqualTo(KillableConsole.KILLED);
            assertWhole(place);
        }
        assertThat(console.run("back", List.of())).as(console.output()).isZero();
        world.stopServer();
        assertThat(SandboxUpgrade.thatMatter(before.differences(world.snapshot())))
                .isEmpty();
    }

    private static List<String> places(List<String> steps, String... kinds) {
        var places = new ArrayList<String>();
        for (var step : steps) {
            for (var kind : kinds) {
                places.add("before " + kind + " " + step);
                places.add("after " + kind + " " + step);
            }
        }
        return places;
    }

    private void assertWhole(String place) throws Exception {
        try (var upgrades = world.open()) {
            var store = upgrades.all().iterator().next().blueprint().store().onDisk();
            var driver = SandboxUpgrade.driver(store.path());
            var old = Files.exists(store.old()) ? driver.at(store.oldPath()) : driver.at(store.path());
            old.openSource().close();
            if (Files.exists(store.old())) {
                var there = driver.at(store.path()).detect();
                assertThat(there).as(place).isIn(StoreVersion.BLANK, StoreVersion.V0_8_0);
                if (there == StoreVersion.V0_8_0) {
                    driver.at(store.path()).openTarget().close();
                }
            }
        }
    }
}
