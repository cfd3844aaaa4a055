package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.export.ExportComparison;
import dev.drydock.export.ExportRecords;
import dev.drydock.export.ExportSink;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconstructionTest {

    @TempDir
    private Path directory;

    private Path scratch;
    private Path stores;
    private Path store;

    @BeforeEach
    void begin() throws Exception {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        stores = Files.createDirectory(directory.resolve("stores"));
        store = stores.resolve("old");
    }

    static Stream<Arguments> exports() {
        return Fixture.available().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(scheme -> Arguments.of(fixture, scheme)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void holdsWhatTheExportCarriesAndBecomesTheSameNewStore(Fixture fixture, String scheme) throws Exception {
        try (var export = Stores.export(fixture, directory)) {
            var written = reconstruct(export, scheme);

            assertThat(written).containsEntry(Family.SETTING, 7889L).containsEntry(Family.MAILBOX_UID_NEXT, 15L);
            assertThat(Stores.driver(scheme).at(store).detect()).isEqualTo(StoreVersion.V0_7_3);
            try (var records = open(scheme)) {
                assertSame(export, records);
                var comparison = new Verification(records, scratch, Progress.NONE).export(export);
                assertThat(comparison.isEqual()).isTrue();
            }
        }
        assertThat(scratch).isEmptyDirectory();
    }

    /** The store is seen through the export alone: what becomes of it is what becomes of the real one. */
    @Test
    void takesThePlaceOfTheStoreInAVerification() throws Exception {
        var driver = Stores.driver("rocksdb");
        var made = directory.resolve("made");
        try (var real = Stores.store(Fixture.SQLITE, directory);
                var sink = driver.at(made).createTarget()) {
            new Conversion(real, OfficialProfile.create(BlobForm.AS_STORED), sink, new KeptInMemory(), Progress.NONE)
                    .run();
        }
        try (var export = Stores.export(Fixture.SQLITE, directory)) {
            reconstruct(export, "rocksdb");
        }

        try (var records = open("rocksdb");
                var target = driver.at(made).openTarget()) {
            var comparison = new Verification(records, scratch, Progress.NONE)
                    .target(target, () -> OfficialProfile.create(BlobForm.AS_STORED));
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.isEqual()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void holdsWhatNoFixtureHas(String scheme) throws Exception {
        var unusual = Stores.driver("rocksdb").at(directory.resolve("unusual"));
        UnusualRecords.write(unusual);
        var export = directory.resolve("export");
        try (var records = new StoreRecords(unusual.openSource());
                var sink = ExportSink.create(export)) {
            records.read(sink, Progress.NONE);
            sink.commit();
        }

        try (var exported = ExportRecords.open(export)) {
            reconstruct(exported, scheme);
            try (var records = open(scheme)) {
                assertSame(exported, records);
            }
        }
    }

    @Test
    void tellsHowFarItIsInBytesOfTheExport() throws Exception {
        var last = new long[2];
        try (var export = Stores.export(Fixture.SQLITE, directory);
                var writer = Stores.driver("rocksdb").at(store).createSource()) {
            new Reconstruction(export, writer, (activity, done, total, unit) -> {
                        assertThat(unit).isEqualTo(Progress.Unit.BYTES);
                        assertThat(done).isGreaterThanOrEqualTo(last[0]);
                        last[0] = done;
                        last[1] = total.orElseThrow();
                    })
                    .run();
        }
        assertThat(last[0]).isEqualTo(last[1]).isPositive();
    }

    /** Where contents stay in a store of their own, an export has links only. */
    @Test
    void takesLinksWithoutAnyContentForContentsElsewhere() throws Exception {
        var hash = BlobHash.ofContent(new byte[] {1});
        var link = new SourceRecord.BlobLink(hash, new Document(1, 0, 5));
        reconstruct(ListedRecords.export(link), "rocksdb");

        try (var records = open("rocksdb")) {
            assertSame(ListedRecords.export(link), records);
        }
    }

    /** The server's exporter carries a next UID only together with the name of its mailbox. */
    @Test
    void showsWhatIsMissingAroundARecord() throws Exception {
        var key = new MailboxUidNextKey(new Document(1, 1, 5)).encode();
        var incomplete = ListedRecords.export(new SourceRecord.Counter(Family.MAILBOX_UID_NEXT, key, 3, true));
        reconstruct(incomplete, "rocksdb");

        try (var records = open("rocksdb")) {
            var comparison = ExportComparison.of(incomplete, records, scratch, Progress.NONE);
            assertThat(comparison.missing()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void leavesNothingOfRecordsThatComeTwice(String scheme) throws Exception {
        var setting = new SourceRecord.Entry(Family.SETTING, new SettingKey(new byte[] {65}).encode(), new byte[] {66});

        assertThatThrownBy(() -> reconstruct(ListedRecords.export(setting, setting), scheme))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("0841");

        assertThat(stores).isEmptyDirectory();
    }

    @Test
    void leavesNothingOfADamagedExport() throws Exception {
        var export = Fixture.SQLITE.unpackExport(directory);
        var index = export.resolve("index");
        var bytes = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(bytes, bytes.length - 1));

        try (var records = ExportRecords.open(export)) {
            assertThatThrownBy(() -> reconstruct(records, "rocksdb"))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(index.toString())
                    .hasMessageContaining(" at byte ");
        }

        assertThat(stores).isEmptyDirectory();
    }

    @Test
    void keepsTheContentsAndTheirMarkers() throws Exception {
        try (var export = Stores.export(Fixture.ROCKSDB, directory)) {
            reconstruct(export, "rocksdb");
        }
        try (var source = Stores.driver("rocksdb").at(store).openSource();
                var contents = source.scan(Space.BLOBS)) {
            var count = 0;
            while (contents.next()) {
                var hash = BlobHash.of(contents.key());
                assertThat(BlobHash.ofContent(contents.value())).isEqualTo(hash);
                var marker = BlobLinkKey.commit(hash).encode();
                assertThat(source.get(Space.VALUES, marker)).isEmpty();
                count++;
            }
            assertThat(count).isPositive();
        }
    }

    private void assertSame(SourceRecords export, SourceRecords records) throws Exception {
        var comparison = ExportComparison.of(export, records, scratch, Progress.NONE);
        assertThat(comparison.first()).isEmpty();
        assertThat(comparison.isSame()).isTrue();
        assertThat(comparison.entries()).isPositive();
    }

    private Map<Family, Long> reconstruct(SourceRecords records, String scheme) throws Exception {
        try (var writer = Stores.driver(scheme).at(store).createSource()) {
            return new Reconstruction(records, writer, Progress.NONE).run();
        }
    }

    private SourceRecords open(String scheme) throws Exception {
        return new StoreRecords(Stores.driver(scheme).at(store).openSource());
    }
}
