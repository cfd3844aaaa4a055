package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.Progress;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Writes, checks and compares an export of millions of records in a process of little memory. */
class ExportMemoryTest {

    static final int MESSAGES = 1_000_000;

    @TempDir
    Path directory;

    @Test
    @Tag("campaign")
    void needsNoMoreMemoryForMillionsOfRecords() throws Exception {
        SmallHeap.run(ExportMemoryTest.class, directory);
    }

    /** The work itself, in a process of its own. */
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var scratch = Files.createDirectory(home.resolve("scratch"));
        var export = home.resolve("export");
        try (var sink = ExportSink.create(export)) {
            write(sink);
            sink.commit();
        }
        var report = ExportChecker.check(export, scratch, Progress.NONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.records()).isGreaterThan(7L * MESSAGES);
        try (var records = ExportRecords.open(export);
                var again = ExportRecords.open(export)) {
            var comparison = ExportComparison.of(records, again, scratch, Progress.NONE);
            assertThat(comparison.isSame()).isTrue();
            assertThat(comparison.entries()).isEqualTo(report.records());
        }
    }

    static void write(ExportSink sink) throws Exception {
        sink.accept(new SourceRecord.Entry(Family.SETTING, hex("0861"), hex("62")));
        sink.accept(new SourceRecord.Entry(Family.DIRECTORY, hex("1461"), hex("0100")));
        var documents = RoaringBitmap.bitmapOfRange(0, MESSAGES);
        sink.accept(new SourceRecord.Bitmap(new BitmapKey.DocumentIds(1, 0), documents, 0));
        for (var i = 0; i < MESSAGES; i++) {
            var document = new Document(1, 0, i);
            var number = new ByteWriter(8).u64(i).toByteArray();
            var hash = BlobHash.ofContent(number);
            sink.accept(new SourceRecord.BlobLink(hash, document));
            sink.accept(new SourceRecord.BlobContent(hash.toByteArray(), number, true));
            sink.accept(new SourceRecord.Entry(Family.PROPERTY, new PropertyKey(document, 50).encode(), number));
            sink.accept(new SourceRecord.Entry(Family.PROPERTY, new PropertyKey(document, 51).encode(), number));
            for (var field = 0; field < 3; field++) {
                var key = new IndexKey(document, field, number).encode();
                sink.accept(new SourceRecord.Entry(Family.INDEX, key, new byte[0]));
            }
        }
    }
}
