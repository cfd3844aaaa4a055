package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportSink;
import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real v0.8.0 imports an export that Drydock has written, as if it were the real v0.7.3's own. */
@WithRealPrograms
class RealImportIT {

    @TempDir
    private Path directory;

    static Stream<Arguments> storesAndTargets() {
        return Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void makesTheStoreOfTheFixtureFromDrydocksExport(Fixture fixture, String targetScheme) throws Exception {
        var source = new StorePath(fixture.scheme(), fixture.unpackStore(directory));
        var export = directory.resolve("export");
        try (var records = new StoreRecords(source.driver().at(source.path()).openSource());
                var sink = ExportSink.create(export)) {
            records.read(sink, Progress.NONE);
            sink.commit();
        }
        var target = new StorePath(targetScheme, directory.resolve("new-store"));
        var configuration = ServerConfiguration.write(directory.resolve("new"), target, Options.DEFAULT.withLz4());

        var output = RealServer.restore(RealProgram.V0_8_0, configuration, export);

        try (var store = target.driver().at(target.path()).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(store);
            assertThat(listing.toString())
                    .as("listing; the import said: " + output)
                    .isEqualTo(fixture.listing());
            Observed.note("real import of Drydock's export, " + fixture + " into " + targetScheme + ": "
                    + listing.toString().lines().count() + " records, as in the fixture");
        }
    }
}
