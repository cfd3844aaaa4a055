package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.TreeSnapshot;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that take over from old ones what both versions keep alike. */
class SuccessorTest {

    private static final byte[] BUNDLE = "STALWART_WEBADMIN".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    static List<Fixture> stores() {
        return Fixture.withStore();
    }

    private static Profile official() {
        return OfficialProfile.create(BlobForm.AS_STORED);
    }

    private static Profile lossless() {
        return LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
    }

    private void succeed(FileStoreDriver driver, Path old, Path target, Supplier<Profile> profile) throws Exception {
        try (var source = driver.at(old).openSource();
                var sink = driver.at(target).createSuccessor(source, Progress.NONE);
                var records = new StoreRecords(source)) {
            var ledger = new Conversion(
                            records.takenOverBy(sink), profile.get(), sink, new KeptInMemory(), Progress.NONE)
                    .run();
            assertThat(ledger.closes()).isTrue();
            assertThat(sink.remarks()).isEmpty();
        }
    }

    private static String listing(FileStoreDriver driver, Path store) throws Exception {
        try (var target = driver.at(store).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(target);
            return listing.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void areWhatTheRealExportAndImportMadeAndLeaveTheOldOneAsItWas(Fixture fixture) throws Exception {
        var driver = Stores.driver(fixture.scheme());
        var old = fixture.unpackStore(directory);
        var before = TreeSnapshot.of(old, true);
        var target = directory.resolve("new");

        succeed(driver, old, target, SuccessorTest::official);

        assertThat(listing(driver, target)).isEqualTo(fixture.listing());
        assertThat(before.differences(TreeSnapshot.of(old, true))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void areEqualToTheOldOneRecordByRecord(Fixture fixture) throws Exception {
        var driver = Stores.driver(fixture.scheme());
        var old = fixture.unpackStore(directory);
        var target = directory.resolve("new");

        succeed(driver, old, target, SuccessorTest::lossless);

        try (var source = new StoreRecords(driver.at(old).openSource());
                var made = driver.at(target).openTarget()) {
            var comparison = new Verification(source, Files.createDirectory(directory.resolve("work")), Progress.NONE)
                    .target(made, SuccessorTest::lossless);
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        }
    }

    static Stream<Arguments> backendsAndProfiles() {
        return Stream.of("sqlite", "rocksdb")
                .flatMap(scheme -> Stream.of(true, false).map(lossless -> Arguments.of(scheme, lossless)));
    }

    /** Contents of all sizes, with and without markers, held and not, missing ones, and a bundle. */
    @ParameterizedTest
    @MethodSource("backendsAndProfiles")
    void takeOverWhatAConversionWouldWrite(String scheme, boolean lossless) throws Exception {
        Supplier<Profile> profile = lossless ? SuccessorTest::lossless : SuccessorTest::official;
        var driver = Stores.driver(scheme);
        var old = directory.resolve("old");
        try (var writer = driver.at(old).createSource()) {
            UnusualRecords.writeContents(writer);
            writer.commit();
        }
        try (var source = new StoreRecords(driver.at(old).openSource());
                var sink = driver.at(directory.resolve("converted")).createTarget()) {
            new Conversion(source, profile.get(), sink, new KeptInMemory(), Progress.NONE).run();
        }

        succeed(driver, old, directory.resolve("succeeded"), profile);

        assertThat(listing(driver, directory.resolve("succeeded")))
                .isEqualTo(listing(driver, directory.resolve("converted")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void areWhatAConversionOfUnusualRecordsWouldWrite(String scheme) throws Exception {
        var driver = Stores.driver(scheme);
        var old = directory.resolve("old");
        UnusualRecords.write(driver.at(old));
        try (var source = new StoreRecords(driver.at(old).openSource());
                var sink = driver.at(directory.resolve("converted")).createTarget()) {
            new Conversion(source, lossless(), sink, new KeptInMemory(), Progress.NONE).run();
        }

        succeed(driver, old, directory.resolve("succeeded"), SuccessorTest::lossless);

        assertThat(listing(driver, directory.resolve("succeeded")))
                .isEqualTo(listing(driver, directory.resolve("converted")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void leaveNothingBehindWhenTheyAreNotFinished(String scheme) throws Exception {
        var driver = Stores.driver(scheme);
        var old = directory.resolve("old");
        try (var writer = driver.at(old).createSource()) {
            writer.put(Space.BLOBS, BUNDLE, new byte[9]);
            writer.commit();
        }
        var before = TreeSnapshot.of(directory, true);
        try (var source = driver.at(old).openSource()) {
            driver.at(directory.resolve("new"))
                    .createSuccessor(source, Progress.NONE)
                    .close();
        }
        assertThat(before.differences(TreeSnapshot.of(directory, true)))
                .filteredOn(line -> !line.contains(": time "))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void takeNothingOverFromAnotherBackend(String scheme) throws Exception {
        var other = Stores.driver(scheme.equals("sqlite") ? "rocksdb" : "sqlite");
        try (var writer = other.at(directory.resolve("old")).createSource()) {
            writer.commit();
        }
        try (var source = other.at(directory.resolve("old")).openSource()) {
            assertThatThrownBy(() ->
                            Stores.driver(scheme).at(directory.resolve("new")).createSuccessor(source, Progress.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot take anything over");
        }
    }
}
