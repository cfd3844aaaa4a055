package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.roaringbitmap.RoaringBitmap;

/** Damages exports at random: each is read, or refused by one of the two exceptions that say why. */
class ExportFuzzTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static Path home;
    private static Path small;
    private static Path real;
    private static Path scratch;

    /** How to damage a file; places count as parts of 65536 of the file, so that they suit any. */
    sealed interface Damage {

        byte[] to(byte[] bytes);

        record Overwrite(int place, byte[] with) implements Damage {
            @Override
            public byte[] to(byte[] bytes) {
                var damaged = bytes.clone();
                var at = at(place, bytes);
                System.arraycopy(with, 0, damaged, at, Math.min(with.length, damaged.length - at));
                return damaged;
            }
        }

        record Insert(int place, byte[] what) implements Damage {
            @Override
            public byte[] to(byte[] bytes) {
                var at = at(place, bytes);
                var damaged = Arrays.copyOf(bytes, bytes.length + what.length);
                System.arraycopy(what, 0, damaged, at, what.length);
                System.arraycopy(bytes, at, damaged, at + what.length, bytes.length - at);
                return damaged;
            }
        }

        record Remove(int place, int count) implements Damage {
            @Override
            public byte[] to(byte[] bytes) {
                var from = at(place, bytes);
                var to = Math.min(bytes.length, from + count);
                var damaged = Arrays.copyOf(bytes, bytes.length - (to - from));
                System.arraycopy(bytes, to, damaged, from, bytes.length - to);
                return damaged;
            }
        }

        record Cut(int place) implements Damage {
            @Override
            public byte[] to(byte[] bytes) {
                return Arrays.copyOf(bytes, at(place, bytes));
            }
        }

        private static int at(int place, byte[] bytes) {
            return (int) (((long) place * bytes.length) >>> 16);
        }
    }

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
    Arbitrary<List<Damage>> damages() {
        var place = Arbitraries.integers().between(0, 65536);
        var bytes = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(8);
        var length = Arbitraries.of(
                hex("00000000"), hex("00000001"), hex("000000ff"), hex("7ffffff0"), hex("80000000"), hex("ffffffff"));
        var operation = Arbitraries.of(
                hex("00 00"),
                hex("00 0a"),
                hex("00 0c"),
                hex("02 00000001 61"),
                hex("03 ffffffff"),
                hex("04 00"),
                hex("04 ff"),
                hex("05 ffffffff"),
                hex("06"));
        Arbitrary<Damage> damage = Arbitraries.oneOf(
                Combinators.combine(place, bytes).as(Damage.Overwrite::new),
                Combinators.combine(place, length).as(Damage.Overwrite::new),
                Combinators.combine(place, bytes).as(Damage.Insert::new),
                Combinators.combine(place, operation).as(Damage.Insert::new),
                Combinators.combine(place, Arbitraries.integers().between(1, 64))
                        .as(Damage.Remove::new),
                place.map(Damage.Cut::new));
        return damage.list().ofMinSize(1).ofMaxSize(4);
    }

    @Property
    void readsOrRefusesASmallExport(@ForAll ExportFile file, @ForAll("damages") List<Damage> damages) throws Exception {
        damageAndRead(small, file, damages);
    }

    @Property
    @Tag("campaign")
    void readsOrRefusesARealExport(@ForAll ExportFile file, @ForAll("damages") List<Damage> damages) throws Exception {
        damageAndRead(real, file, damages);
    }

    private static void damageAndRead(Path export, ExportFile file, List<Damage> damages) throws Exception {
        var path = export.resolve(file.fileName());
        var whole = Files.readAllBytes(path);
        var damaged = whole;
        for (var damage : damages) {
            damaged = damage.to(damaged);
        }
        Files.write(path, damaged);
        try {
            assertTimeoutPreemptively(LONGEST, () -> read(export));
        } finally {
            Files.write(path, whole);
        }
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
                for (var file : ExportFile.values()) {
                    Files.delete(copy.resolve(file.fileName()));
                }
                Files.delete(copy);
            }
            assertThat(scratch).isEmptyDirectory();
        }
    }
}
