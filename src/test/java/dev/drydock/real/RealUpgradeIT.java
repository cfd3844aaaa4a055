package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.export.ExportComparison;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                    .anyMatch(line -> line.startsWith("On trial, messages by UID"))
                    .anyMatch(line -> line.startsWith("On trial, flags of messages"));
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(installation.snapshot())).isEmpty();
            assertThat(differencesOfStores(fixture, installation.store(), directory, now))
                    .isEmpty();
        }
    }

    /** As the vendor's installer leaves it: all belongs to an account of its own, which the server becomes. */
    @ParameterizedTest
    @CsvSource({"SQLITE, official", "ROCKSDB, official", "SQLITE, direct", "ROCKSDB, direct"})
    void upgradesAsRootForAnotherAccount(Fixture fixture, String engine, @TempDir Path directory) throws Exception {
        assumeThat(Account.current().isRoot()).isTrue();
        var mail = Files.createDirectory(directory.resolve("mail"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var installation = RealInstallation.of(fixture, mail, Instant.now());
        run("chown", "-R", "daemon:daemon", mail.toString());
        run("chmod", "0640", installation.configuration().file().toString());
        var commands = Files.move(installation.commands(), directory.resolve("commands"));
        run("chown", "root:root", commands.toString());
        var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(commands);
        var before = installation.snapshot();
        try (var upgrades = Upgrades.open(settings)) {
            var upgrade = upgrades.plan(installation.request().withEngine(engine));

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(FileState.of(upgrade.blueprint().store().onDisk().path()).uid())
                    .isEqualTo(Account.of("daemon").uid());
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(installation.snapshot())).isEmpty();
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    /** What the store holds, against the fixture. */
    private static List<?> differencesOfStores(Fixture fixture, StorePath store, Path directory, Instant now)
            throws Exception {
        var original = FixtureStore.unpack(fixture, Files.createDirectory(directory.resolve("again")), now);
        var scratch = Files.createDirectory(directory.resolve("scratch"));
        try (var expected =
                        new StoreRecords(original.driver().at(original.path()).openSource());
                var found = new StoreRecords(store.driver().at(store.path()).openSource())) {
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
