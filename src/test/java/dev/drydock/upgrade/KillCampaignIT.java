package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.host.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the console at every place of the journal and at moments that nobody chose, and takes each of the three ways from
 * there: on, back, and back without Drydock. Hours long; {@code -Ddrydock.campaign.kills} bounds how many of each there
 * are, chosen by {@code -Ddrydock.campaign.seed}.
 */
@Tag("campaign")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillCampaignIT {

    private static final int MOST = Integer.getInteger("drydock.campaign.kills", Integer.MAX_VALUE);
    private static final int MOMENTS = Math.min(MOST, 60);
    private static final int CONVERSIONS = 100;
    private static final long SEED = Long.getLong("drydock.campaign.seed", 1);

    private enum Way {
        ON,
        BACK,
        RESCUE
    }

    @TempDir
    private static Path directory;

    private SandboxUpgrade world;
    private KillableConsole console;
    private int number;

    @BeforeEach
    void beginAnew() throws Exception {
        number++;
        console = new KillableConsole(Files.createDirectory(directory.resolve("world-" + number)));
    }

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    private Stream<Arguments> places() throws Exception {
        var all = new ArrayList<Arguments>();
        for (var kind : Sandbox.Kind.values()) {
            var reference = new KillableConsole(Files.createDirectory(directory.resolve("reference-" + kind)));
            var sandbox = SandboxUpgrade.create(reference.directory(), kind);
            assertThat(reference.run("forward", List.of())).isZero();
            sandbox.stopServer();
            reference.places().stream()
                    .distinct()
                    .filter(place -> !place.contains("PLANNED"))
                    .forEach(place -> Stream.of(Way.values()).forEach(way -> all.add(Arguments.of(kind, place, way))));
        }
        Collections.shuffle(all, new Random(SEED));
        return all.stream().limit(MOST);
    }

    private Stream<Arguments> moments() {
        var random = new Random(SEED);
        return Stream.generate(() -> Arguments.of(
                        random.nextBoolean() ? Sandbox.Kind.SQLITE : Sandbox.Kind.ROCKSDB,
                        1500 + random.nextInt(25_000),
                        List.of(Way.values()).get(random.nextInt(3))))
                .limit(MOMENTS);
    }

    @ParameterizedTest
    @MethodSource("places")
    void takesEachWayFromEveryPlace(Sandbox.Kind kind, String place, Way way) throws Exception {
        world = SandboxUpgrade.create(console.directory(), kind);
        world.startServer();
        var before = world.snapshot();
        assertThat(console.run("forward", List.of(place))).as(console.output()).isEqualTo(KillableConsole.KILLED);

        take(way, before);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void takesEachWayFromAnyMoment(Sandbox.Kind kind, int milliseconds, Way way) throws Exception {
        world = SandboxUpgrade.create(console.directory(), kind);
        world.startServer();
        var before = world.snapshot();
        var process = console.start("forward", List.of());
        process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();

        take(console.hasBegun() ? way : Way.ON, before);
    }

    private Stream<Arguments> momentsOfConversions() {
        var random = new Random(SEED);
        return Stream.generate(() -> Arguments.of(
                        random.nextBoolean() ? Sandbox.Kind.SQLITE : Sandbox.Kind.ROCKSDB,
                        1500 + random.nextInt(12_000),
                        List.of(Way.values()).get(random.nextInt(3))))
                .limit(Math.min(MOST, CONVERSIONS));
    }

    /** Of those of database servers {@link SqlDirectUpgradeIT} has as many more. */
    @ParameterizedTest
    @MethodSource("momentsOfConversions")
    void takesEachWayFromAnyMomentOfAConversion(Sandbox.Kind kind, int milliseconds, Way way) throws Exception {
        Files.createFile(console.directory().resolve(KillableUpgrade.DIRECT));
        takesEachWayFromAnyMoment(kind, milliseconds, way);
    }

    private void take(Way way, TreeSnapshot before) throws Exception {
        if (way == Way.ON) {
            assertThat(console.run("forward", List.of())).as(console.output()).isZero();
            world.stopServer();
            try (var upgrades = world.open()) {
                var upgrade = upgrades.all().iterator().next();
                assertThat(state(upgrade)).as(console.output()).isEqualTo(RunState.SUCCEEDED);
                assertThat(world.compare(upgrade).isEqual()).isTrue();
            }
            return;
        }
        if (way == Way.BACK || !Files.exists(console.upgrade().resolve("rescue.sh"))) {
            assertThat(console.run("back", List.of())).as(console.output()).isZero();
        } else {
            assertThat(console.rescue("back")).as(console.output()).isZero();
        }
        assertThat(world.isRunning()).isTrue();
        world.stopServer();
        assertThat(SandboxUpgrade.thatMatter(before.differences(world.snapshot())))
                .isEmpty();
    }
}
