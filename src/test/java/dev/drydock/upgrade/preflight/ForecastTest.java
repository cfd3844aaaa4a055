package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.Ports;
import dev.drydock.installation.Space;
import dev.drydock.upgrade.preflight.Forecast.PhaseTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTest {

    @TempDir
    private Path temporary;

    private static Forecast of(String kind, Long bytes, Long records, boolean contentsElsewhere) {
        return of(new Forecasting.Size(kind, bytes, records, Duration.ZERO, contentsElsewhere, false));
    }

    private static Forecast of(Forecasting.Size size) {
        return new Forecasting(size).forecast(List.of());
    }

    private static PhaseTime phase(Forecast forecast, String name) {
        return forecast.phases().stream()
                .filter(phase -> phase.phase().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysOfTheStoreThatWasMeasuredWhatWasMeasured() {
        var forecast = of("rocksdb", 160_000_000L, 643_000L, false);

        // 2.7 s for export and import, a comparison of 0.8 s of hashing and 0.6 s of records in each, fixed costs of 7
        // s.
        assertThat(forecast.stopped().least()).isCloseTo(12.5, within(0.5));
        assertThat(forecast.stopped().likely()).isBetween(60.0, 120.0);
    }

    @Test
    void takesLongerTheFurtherAwayTheDatabaseIs() {
        var near = of(new Forecasting.Size("postgresql", 2_000_000L, 10_000L, Duration.ofNanos(100_000), false, false));
        var far = of(new Forecasting.Size("postgresql", 2_000_000L, 10_000L, Duration.ofMillis(10), false, false));

        // 8,000 answers, each 9.9 ms later.
        assertThat(far.stopped().least() - near.stopped().least()).isCloseTo(79.2, within(0.1));
        assertThat(far.basis()).contains("10.0 ms for an answer of the database");
    }

    @Test
    void doesNotLetTheStopGrowWithContentsThatBothStoresHave() {
        for (var kind : List.of("rocksdb", "postgresql")) {
            var small = direct(new Forecasting.Size(kind, 160_000_000L, 643_000L, Duration.ZERO, false, true));
            var large = direct(new Forecasting.Size(kind, 1_600_000_000L, 643_000L, Duration.ZERO, false, true));

            assertThat(large.stopped()).as(kind).isEqualTo(small.stopped());
            assertThat(phase(large, "start").seconds().least())
                    .isGreaterThan(phase(small, "start").seconds().least() + 5);
            assertThat(small.otherStopped().least())
                    .isGreaterThan(small.stopped().least());
        }
        var copied = direct(new Forecasting.Size("postgresql", 1_600_000_000L, 643_000L, Duration.ZERO, false, false));
        var after = direct(new Forecasting.Size("postgresql", 1_600_000_000L, 643_000L, Duration.ZERO, false, true));
        assertThat(copied.stopped().least()).isGreaterThan(after.stopped().least() + 15);
    }

    private static Forecast direct(Forecasting.Size size) {
        return new Forecasting(size).forecast(List.of(), true, true);
    }

    @Test
    void addsUpThePhasesInWhichMailStandsStill() {
        var forecast = of("sqlite", 1_000_000_000L, null, false);

        assertThat(forecast.phases().stream().map(PhaseTime::phase))
                .containsExactly("prepare", "stop", "export", "backup", "install", "import", "trial", "start");
        assertThat(forecast.stopped().least())
                .isCloseTo(
                        forecast.phases().stream()
                                .mapToDouble(phase -> phase.stopped().least())
                                .sum(),
                        within(0.001));
        assertThat(phase(forecast, "prepare").stopped().likely()).isZero();
        assertThat(phase(forecast, "start").stopped().likely())
                .isLessThan(phase(forecast, "start").seconds().likely());
    }

    @Test
    void growsWithTheStoreAndNeverTurnsAround() {
        var before = of("rocksdb", 0L, null, false);
        for (var bytes : List.of(1_000_000L, 100_000_000L, 50_000_000_000L)) {
            var forecast = of("rocksdb", bytes, null, false);

            assertThat(forecast.stopped().least())
                    .isGreaterThan(before.stopped().least());
            assertThat(forecast.phases())
                    .allSatisfy(phase -> assertThat(phase.seconds().likely())
                            .isGreaterThanOrEqualTo(phase.seconds().least()));
            before = forecast;
        }
    }

    @Test
    void reckonsARecordOfAStoreWithoutContentsSmaller() {
        assertThat(of("sqlite", 1_000_000_000L, null, true).stopped().least())
                .isGreaterThan(
                        of("sqlite", 1_000_000_000L, null, false).stopped().least());
    }

    @Test
    void leavesUnknownWhatNobodyCanKnow() {
        var forecast = of("sqlite", null, null, false);

        assertThat(forecast.stopped()).isNull();
        assertThat(phase(forecast, "export").seconds()).isNull();
        assertThat(phase(forecast, "backup").seconds()).isNotNull();
        assertThat(phase(forecast, "start").stopped()).isNotNull();
        assertThat(forecast.basis()).contains("not known");
    }

    @Test
    void addsUpTheRoomOfOneFileSystem() {
        var space = new Space(Path.of("/data"), "/dev/sda (ext4)", 1, 90, 100);
        var demands = List.of(new Demand(space, "the export", 5, 10), new Demand(space, "the new store", 2, 3));

        var room = Forecasting.space(List.of(demands), true);

        assertThat(room).containsExactly(new Forecast.Room("/dev/sda (ext4)", "the export, the new store", 7, 13L, 90));
        assertThat(Forecasting.space(List.of(demands), false).get(0).likely()).isNull();
    }

    @Test
    void isPartOfEveryLookAtAnInstallation() throws Exception {
        var report = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1)).look();

        assertThat(report.forecast().stopped().least()).isBetween(7.0, 20.0);
        assertThat(report.forecast().space().stream().map(Forecast.Room::what).collect(Collectors.joining()))
                .contains("the export in", "the new store beside");
        assertThat(report.forecast().basis()).contains("store files");
    }

    /** It begins as a copy of the old one, so nothing less will do where the file system cannot share blocks. */
    @Test
    void asksForTheRoomOfACopyOfAnSqliteFileThatIsConvertedDirectly() throws Exception {
        var installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1)).convertedDirectly();
        var blueprint = installation.plan();
        var store = Files.size(Path.of(blueprint.store().place()));

        var rooms = installation.look(blueprint).forecast().space();

        assertThat(rooms).anySatisfy(room -> {
            assertThat(room.what()).contains("the new store in").doesNotContain("the export in");
            assertThat(room.likely()).isGreaterThanOrEqualTo(store);
            if (room.place().contains("ext4")) {
                assertThat(room.least()).isGreaterThanOrEqualTo(store);
            }
        });
    }
}
