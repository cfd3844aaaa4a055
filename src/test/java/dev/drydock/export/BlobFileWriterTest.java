package dev.drydock.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFileWriterTest {

    /** A blob's content, or a link to it. */
    record Entry(int hash, int account, int collection, int document) {

        /** A content has no collection: whatever stands there is of the last link. */
        static Entry of(ExportEntry entry) {
            return entry.isBlobContent()
                    ? new Entry(entry.key()[0], ExportEntry.UNSET, 0, ExportEntry.UNSET)
                    : new Entry(entry.key()[0], entry.account(), entry.collection(), entry.document());
        }

        ExportEntry entry() {
            var key = new byte[32];
            Arrays.fill(key, (byte) hash);
            var isContent = account == ExportEntry.UNSET;
            return new ExportEntry(
                    ExportFamily.BLOB,
                    account,
                    isContent ? ExportEntry.UNSET_COLLECTION : collection,
                    document,
                    key,
                    new byte[isContent ? 3 : 0],
                    0);
        }
    }

    /** Links of messages, links by id, whose collection is that of contents, and contents, in any order. */
    private static List<Entry> entries(Random random) {
        var collections = new int[] {0, 1, 7, 0xFF};
        var entries = new LinkedHashSet<Entry>();
        for (var i = random.nextInt(9); i > 0; i--) {
            var hash = random.nextInt(6);
            entries.add(
                    random.nextBoolean()
                            ? new Entry(hash, ExportEntry.UNSET, 0, ExportEntry.UNSET)
                            : new Entry(hash, random.nextInt(3), collections[random.nextInt(4)], random.nextInt(3)));
        }
        return List.copyOf(entries);
    }

    @Test
    void isReadAsItWasWritten(@TempDir Path parent) throws Exception {
        for (var seed = 0; seed < 500; seed++) {
            var entries = entries(new Random(seed));
            var directory = Files.createDirectory(parent.resolve(Integer.toString(seed)));
            try (var writer = BlobFileWriter.create(directory, ExportFormat.V0_8_0)) {
                for (var entry : entries) {
                    writer.write(entry.entry());
                }
                writer.finish();
            }

            var read = new ArrayList<Entry>();
            try (var reader =
                    ExportFileReader.open(directory.resolve(ExportFile.BLOB.fileName()), ExportFormat.V0_8_0)) {
                for (var entry = reader.next(); entry != null; entry = reader.next()) {
                    read.add(Entry.of(entry));
                }
            }
            assertThat(read).as("seed " + seed).containsExactlyInAnyOrderElementsOf(entries);
        }
    }
}
