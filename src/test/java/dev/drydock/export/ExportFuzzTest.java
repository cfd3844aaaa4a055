package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.roaringbitmap.RoaringBitmap;

/** Damages exports at random: each is read, or refused by one of the two exceptions that say why. */
class ExportFuzzTest {

    private static Path home;
    private static Path small;
    private static Path real;
    private static Path scratch;

    @BeforeContainer
    static void layExports() throws Exception {
        home = Files.createTempDirectory("drydock-fuzz");
        scratch = Files.createDirectory(home.resolve("scratch"));
        small = home.resolve("small");
        try (var sink = ExportSink.create(small)) {
            for (var record : records()) {
                sink.accept(record);
            }
            sink.commit();
        }
        real = Fixture.available().get(0).unpackExport(home);
    }

    @AfterContainer
    static void removeExports() throws IOException {
        try (var all = Files.walk(home)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<SourceRecord> records() throws Exception {
        var hash = BlobHash.ofContent(hex("aa bb a1"));
        return List.of(
                entry(Family.PROPERTY, "00 00000001 00 32 00000009", "0102"),
                entry(Family.PROPERTY, "00 00000001 01 32 00000001", "0102"),
                new SourceRecord.Counter(Family.MAILBOX_UID_NEXT, hex("00 00000001 01 54 00000001"), 7, true),
                entry(Family.TERM_INDEX, "01 00000001 00 09", "010203"),
                entry(Family.ACL, "02 00000002 00000001 01 00000001", "0000000000000003"),
                entry(Family.SETTING, "08 61", "62"),
                entry(Family.LOOKUP_VALUE, "04 61", "ffffffffffffffff"),
                new SourceRecord.Counter(Family.LOOKUP_COUNTER, hex("09 61"), 7, true),
                entry(Family.DIRECTORY, "14 61", "0100"),
                entry(Family.DIRECTORY, "16 8001", "0100"),
                entry(Family.DIRECTORY, "19 00000001 00000002", ""),
                new SourceRecord.Counter(Family.USED_QUOTA, hex("18 8001"), 7, true),
                entry(Family.QUEUE_MESSAGE, "32 0000000000000001", "0102"),
                entry(Family.QUEUE_EVENT, "33 0000000000000001 0000000000000001", "0000000000000000"),
                entry(Family.INDEX, "00000001 00 05 61 00000009", ""),
                entry(Family.LOG, "00000001 00 0000000000000001", "0102"),
                new SourceRecord.BlobLink(hash, new Document(1, 0, 9)),
                new SourceRecord.BlobContent(hash.toByteArray(), hex("aa bb a1"), true),
                bitmap(new BitmapKey.DocumentIds(1, 0), 9),
                bitmap(new BitmapKey.TagId(1, 0, 12, 300), 9, 70_000),
                bitmap(new BitmapKey.TagText(1, 0, 12, hex("6869")), 9),
                bitmap(new BitmapKey.TagStatic(1, 0, 12, 3), 9),
                bitmap(new BitmapKey.TextToken(1, 0, 12, 4, hex("0102030405060708")), 9));
    }

    private static SourceRecord entry(Family family, String key, String value) {
        return new SourceRecord.Entry(family, hex(key), hex(value));
    }

    private static SourceRecord bitmap(BitmapKey key, int... documents) {
        return new SourceRecord.Bitmap(key, RoaringBitmap.bitmapOf(documents), 0);
    }

    @Provide
    Arbitrary<List<FileDamage>> damages() {
        return FileDamage.damages();
    }

    @Provide
    Arbitrary<ExportFile> files() {
        return Arbitraries.of(ExportFormat.V0_7_3.files());
    }

    @Property
    void readsOrRefusesASmallExport(@ForAll("files") ExportFile file, @ForAll("damages") List<FileDamage> damages)
            throws Exception {
        FileDamage.whileDamaged(small.resolve(file.fileName()), damages, () -> read(small));
    }

    @Property
    @Tag("campaign")
    void readsOrRefusesARealExport(@ForAll("files") ExportFile file, @ForAll("damages") List<FileDamage> damages)
            throws Exception {
        FileDamage.whileDamaged(real.resolve(file.fileName()), damages, () -> read(real));
    }

    /** What the checker calls sound can be read, and what can be read can be written and is the same again. */
    private static void read(Path export) throws Exception {
        var report = ExportChecker.check(export, scratch, Progress.NONE);
        var copy = home.resolve("copy");
        try (var records = ExportRecords.open(export)) {
            try (var sink = ExportSink.create(copy)) {
                records.read(sink, Progress.NONE);
                sink.commit();
            }
            try (var again = ExportRecords.open(copy)) {
                var comparison = ExportComparison.of(records, again, scratch, Progress.NONE);
                assertThat(comparison.isSame()).as("%s", comparison).isTrue();
            }
        } catch (MalformedDataException | StoreException e) {
            assertThat(report.isSound()).as("%s, but %s", report, e).isFalse();
            assertThat(e).hasMessageContaining(export.toString());
        } finally {
            if (Files.exists(copy)) {
                for (var file : ExportFormat.V0_7_3.files()) {
                    Files.delete(copy.resolve(file.fileName()));
                }
                Files.delete(copy);
            }
            assertThat(scratch).isEmptyDirectory();
        }
    }
}
