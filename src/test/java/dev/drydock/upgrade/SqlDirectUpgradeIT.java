package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunState;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail data in databases, converted by Drydock's own engine inside their server. */
class SqlDirectUpgradeIT {

    private static final List<String> STEPS =
            List.of("convert.run", "convert.compare", "backup.store", "start.copy", "start.contents");

    @TempDir
    private Path directory;

    private static UpgradeRequest request(SqlWorld world, String contents) throws Exception {
        return world.request(Map.of("contents", contents)).withEngine(UpgradeRequest.DIRECT);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL_14, copy-after", "MARIADB, copy"})
    void leavesAllRecordsAndComesBackToTheSame(SqlServerKind kind, String contents) throws Exception {
        var world = SqlWorld.create(directory, kind);
        var before = world.state();
        world.sandbox().startServer();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(request(world, contents));
            assertThat(upgrade.run().plan().phases().stream().map(phase -> phase.name()))
                    .containsExactly("prepare", "stop", "convert", "install", "trial", "start");

            world.run(upgrades, upgrade, null, RunState.SUCCEEDED);

            world.sandbox().stopServer();
            var comparison = world.compare();
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            assertThat(upgrades.report(upgrade).failed()).isEmpty();
            assertThat(upgrades.kept(upgrade).keySet())
                    .anyMatch(place -> place.contains(world.kept().asideName()))
                    .noneMatch(place -> place.contains("_built"));

            world.goBack(upgrades, upgrade);
            world.kept().discardNew(SqlWorld.keptNew(upgrade));
        } finally {
            world.sandbox().stopServer();
        }
        assertThat(world.state()).isEqualTo(before);
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL_14, copy",
        "POSTGRESQL_18, copy",
        "POSTGRESQL_18, copy-after",
        "MARIADB, copy-after",
        "MYSQL, copy",
        "MYSQL, copy-after"
    })
    void doesSoOnTheOtherServers(SqlServerKind kind, String contents) throws Exception {
        leavesAllRecordsAndComesBackToTheSame(kind, contents);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL_18, copy", "POSTGRESQL_18, copy-after", "MYSQL, copy-after"})
    void goesBackFromTheConversionToTheSame(SqlServerKind kind, String contents) throws Exception {
        var world = SqlWorld.create(directory, kind);
        var before = world.state();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(request(world, contents));

            world.run(upgrades, upgrade, "convert", RunState.WAITING);
            try (var target = world.kept().store().openTarget();
                    var contentsOfNew = target.scan(Letter.BLOB)) {
                assertThat(contentsOfNew.next()).isTrue();
            }
            world.goBack(upgrades, upgrade);
        }
        assertThat(world.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_18")
    void refusesTheWayOfAWholeDatabase(SqlServerKind kind) throws Exception {
        var world = SqlWorld.create(directory, kind);
        try (var upgrades = world.sandbox().open()) {
            assertThatThrownBy(
                            () -> upgrades.plan(world.requestOfWholeDatabase().withEngine(UpgradeRequest.DIRECT)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("schema of its own");
        }
    }

    /** Either the old store is in place, or the new one is, and both are whole. */
    @ParameterizedTest
    @CsvSource("POSTGRESQL_18, copy-after")
    void leavesTheOldStoreOrTheNewOneWholeWhenItIsKilled(SqlServerKind kind, String contents) throws Exception {
        var world = SqlWorld.create(directory, kind);
        world.allowItsAccount();
        Files.writeString(directory.resolve(KillableUpgrade.DIRECT), contents);
        var before = world.state();
        var console = new KillableConsole(directory);
        try {
            for (var place : places(steps(contents), "INTENT", "RESULT")) {
                kill(console, "forward", place);
                assertWhole(world, place);
            }
            assertThat(console.run("forward", List.of())).as(console.output()).isZero();
            world.sandbox().stopServer();
            var comparison = world.compare();
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();

            var last = new ArrayList<>(steps(contents));
            Collections.reverse(last);
            for (var place : places(last, "UNDO_INTENT", "UNDO_RESULT")) {
                kill(console, "back", place);
                assertWhole(world, place);
            }
            assertThat(console.run("back", List.of())).as(console.output()).isZero();
            try (var upgrades = world.sandbox().open()) {
                var upgrade = upgrades.all().iterator().next();
                assertThat(SandboxUpgrade.state(upgrade)).isEqualTo(RunState.ROLLED_BACK);
                world.kept().discardNew(SqlWorld.keptNew(upgrade));
            }
        } finally {
            world.sandbox().stopServer();
        }
        assertThat(world.state()).isEqualTo(before);
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({"POSTGRESQL_14, copy", "MARIADB, copy", "MARIADB, copy-after", "MYSQL, copy-after"})
    void doesSoInTheOtherWays(SqlServerKind kind, String contents) throws Exception {
        leavesTheOldStoreOrTheNewOneWholeWhenItIsKilled(kind, contents);
    }

    static Stream<Arguments> moments() {
        var random = new Random(Long.getLong("drydock.campaign.seed", 1));
        var kinds = SqlServerKind.values();
        return Stream.generate(() -> Arguments.of(
                        kinds[random.nextInt(kinds.length)],
                        random.nextBoolean() ? "copy" : "copy-after",
                        1500 + random.nextInt(12_000),
                        random.nextBoolean()))
                .limit(Math.min(Integer.getInteger("drydock.campaign.kills", Integer.MAX_VALUE), 100));
    }

    /** Killed while the server of the databases may be at work on a statement, which it goes on with for a while. */
    @Tag("campaign")
    @ParameterizedTest
    @MethodSource("moments")
    void leavesTheOldStoreOrTheNewOneWholeAtAnyMoment(
            SqlServerKind kind, String contents, int milliseconds, boolean back) throws Exception {
        var world = SqlWorld.create(directory, kind);
        world.allowItsAccount();
        Files.writeString(directory.resolve(KillableUpgrade.DIRECT), contents);
        var before = world.state();
        var console = new KillableConsole(directory);
        try {
            var process = console.start("forward", List.of());
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertWhole(world, milliseconds + " ms");
            if (back && console.hasBegun()) {
                assertThat(console.run("back", List.of())).as(console.output()).isZero();
                world.sandbox().stopServer();
                assertThat(world.kept().checksum(world.kept().store())).isEqualTo(before.get(0));
            } else {
                assertThat(console.run("forward", List.of()))
                        .as(console.output())
                        .isZero();
                world.sandbox().stopServer();
                var comparison = world.compare();
                assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            }
        } finally {
            world.sandbox().stopServer();
        }
    }

    private static List<String> steps(String contents) {
        return contents.equals("copy-after") ? STEPS : STEPS.subList(0, 3);
    }

    private static void kill(KillableConsole console, String way, String place) throws Exception {
        assertThat(console.run(way, List.of(place)))
                .as(place + "\n" + console.output())
                .isEqualTo(KillableConsole.KILLED);
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

    private static void assertWhole(SqlWorld world, String place) throws Exception {
        world.sandbox().stopServer();
        var kept = world.kept();
        assertThat(kept.store().detect())
                .as(place)
                .isEqualTo(kept.isAside() ? StoreVersion.V0_8_0 : StoreVersion.V0_7_3);
        assertThat((kept.isAside() ? kept.old() : kept.store()).detect())
                .as(place)
                .isEqualTo(StoreVersion.V0_7_3);
    }
}
