package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.export.ExportComparison;
import dev.drydock.fixture.Fixture;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole upgrade of real installations by the real programs. */
@WithRealPrograms
class RealUpgradeIT {

    @ParameterizedTest
    @EnumSource(
            value = Fixture.class,
            names = {"SQLITE", "ROCKSDB"})
    void upgradesAndGoesBack(Fixture fixture, @TempDir Path directory) throws Exception {
        var now = Instant.now();
        var installation = RealInstallation.of(fixture, directory, now);
        var before = installation.snapshot();
        var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
        try (var upgrades = Upgrades.open(settings)) {
            var upgrade = upgrades.plan(installation.request());

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(upgrades.report(upgrade).verified())
                    .anyMatch(line -> line.startsWith("messages by UID"))
                    .anyMatch(line -> line.startsWith("flags of messages"));
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(installation.snapshot())).isEmpty();
            assertThat(differencesOfStores(fixture, installation.store(), directory, now))
                    .isEmpty();
        }
    }

    /** What the store holds, against the fixture. */
    private static List<?> differencesOfStores(Fixture fixture, StorePath store, Path directory, Instant now)
            throws Exception {
        var original = FixtureStore.unpack(fixture, Files.createDirectory(directory.resolve("again")), now);
        var scratch = Files.createDirectory(directory.resolve("scratch"));
        try (var expected = new StoreRecords(original.driver().openSource(original.path()));
                var found = new StoreRecords(store.driver().openSource(store.path()))) {
            return ExportComparison.of(expected, found, scratch, Progress.NONE).first();
        }
    }

    private static RunState state(Upgrade upgrade) {
        return upgrade.run().read(RunRecord::state);
    }

    private static String log(Upgrades upgrades, Upgrade upgrade) {
        return upgrades.events(upgrade.id(), 0, 10_000).stream()
                .map(event -> event.at() + " " + event.level() + " " + event.step() + ": " + event.text())
                .collect(Collectors.joining("\n"));
    }
}
