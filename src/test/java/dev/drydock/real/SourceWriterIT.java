package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportComparison;
import dev.drydock.export.ExportRecords;
import dev.drydock.export.ExportSink;
import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real v0.7.3 on stores that Drydock has written for it, bitmaps in unmerged pieces included. */
@WithRealPrograms
class SourceWriterIT {

    private static final Map<Fixture, BusyStore> MADE = new EnumMap<>(Fixture.class);

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeStores() throws Exception {
        for (var fixture : List.of(Fixture.SQLITE, Fixture.ROCKSDB)) {
            MADE.put(fixture, BusyStore.make(fixture, shared.resolve(fixture.toString()), Options.DEFAULT.withLz4()));
        }
    }

    static Stream<Arguments> storesAndCopies() {
        return MADE.keySet().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(scheme -> Arguments.of(fixture, scheme)));
    }

    @ParameterizedTest
    @MethodSource("storesAndCopies")
    void exportsOfTheCopyWhatDrydockExportsOfTheOriginal(Fixture fixture, String scheme) throws Exception {
        var original = MADE.get(fixture).store();
        var copy = new StorePath(scheme, directory.resolve("copy"));
        StoreCopy.write(original, copy, StoreCopy.Edit.NONE);
        var theirs = directory.resolve("theirs");
        var ours = directory.resolve("ours");

        RealServer.export(RealProgram.V0_7_3, configuration(copy), theirs);
        try (var records =
                        new StoreRecords(original.driver().at(original.path()).openSource());
                var sink = ExportSink.create(ours)) {
            records.read(sink, Progress.NONE);
            sink.commit();
        }

        try (var expected = ExportRecords.open(theirs);
                var actual = ExportRecords.open(ours)) {
            var comparison = ExportComparison.of(expected, actual, directory, Progress.NONE);
            assertThat(comparison.first()).isEmpty();
            assertThat(comparison.isSame()).isTrue();
            Observed.note("real export of a copy in " + scheme + " of " + fixture + ": " + comparison.entries()
                    + " entries, as in Drydock's export of the original");
        }
    }

    @ParameterizedTest
    @MethodSource("storesAndCopies")
    void showsOfTheCopyWhatItShowedOfTheOriginal(Fixture fixture, String scheme) throws Exception {
        var original = MADE.get(fixture);
        var copy = new StorePath(scheme, directory.resolve("copy"));
        StoreCopy.write(original.store(), copy, StoreCopy.Edit.NONE);

        try (var server = RealServer.start(RealProgram.V0_7_3, configuration(copy))) {
            var shown = Shown.by(server);
            assertThat(shown.mailboxes()).isEqualTo(original.shown().mailboxes());
            assertThat(shown.found()).isEqualTo(original.shown().found());
            assertThat(shown.queue()).isEqualTo(original.shown().queue());
            assertThat(shown.reports()).isEqualTo(original.shown().reports());
            assertThat(BusyStore.reportsToSend(server.api())).isEqualTo(original.reportsToSend());
            assertThat(server.errors()).isEmpty();
        }
    }

    private ServerConfiguration configuration(StorePath store) throws Exception {
        return ServerConfiguration.write(directory.resolve("server"), store, Options.DEFAULT.withLz4());
    }
}
