package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof of the translation: what the real programs made of real stores, byte for byte. */
class OfficialConversionTest {

    @TempDir
    private Path directory;

    static Stream<Arguments> fixturesAndTargets() {
        return Fixture.available().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("fixturesAndTargets")
    void yieldsFromTheExportWhatTheRealImportMade(Fixture fixture, String target) throws Exception {
        try (var source = Stores.export(fixture, directory)) {
            assertThat(listingOfConverted(source, target)).isEqualTo(fixture.listing());
        }
    }

    static Stream<Arguments> storesAndTargets() {
        return Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void yieldsFromTheStoreWhatTheRealExportAndImportMade(Fixture fixture, String target) throws Exception {
        try (var source = Stores.store(fixture, directory)) {
            assertThat(listingOfConverted(source, target)).isEqualTo(fixture.listing());
        }
    }

    private String listingOfConverted(SourceRecords source, String scheme) throws Exception {
        var driver = Stores.driver(scheme);
        var target = directory.resolve("new-" + scheme);
        try (var sink = driver.at(target).createTarget();
                var saved = new KeptInMemory()) {
            var ledger = new Conversion(source, OfficialProfile.create(BlobForm.AS_STORED), sink, saved, Progress.NONE)
                    .run();
            assertThat(ledger.closes()).isTrue();
            assertThat(saved.count()).isZero();
        }
        try (var store = driver.at(target).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(store);
            return listing.toString();
        }
    }
}
