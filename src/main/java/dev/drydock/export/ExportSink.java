package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An export directory being written, holding for the same store the same entries as the one that v0.7.3 itself writes.
 * It appears under its final name, whole and on disk, by {@link #commit()}; closed without that, it leaves nothing
 * behind. The directory has mode 0700 and its files 0600: they hold all mail and the hashes of all passwords.
 *
 * <p>Records may come in any order, each once, and mostly stand in the files as they come. Where the vendor's exporter
 * has them in another order, the importer does not care: a mailbox's next UID stands not before the mailbox's field 50,
 * and blob links stand after the contents.
 */
public final class ExportSink implements SourceRecords.Consumer, AutoCloseable {

    private final EntryFiles files;
    private final ExportCount count = new ExportCount();

    private ExportSink(EntryFiles files) {
        this.files = files;
    }

    /** Begins an export; refuses a target that is there, unless it is an empty directory. */
    public static ExportSink create(Path target) throws StoreException {
        return new ExportSink(EntryFiles.create(target, ExportFormat.V0_7_3));
    }

    /**
     * Writes a record, or counts it as one that exports leave out.
     *
     * @throws MalformedDataException for a key that is not of its family's shape; the export cannot be committed then
     */
    @Override
    public void accept(SourceRecord record) throws StoreException, MalformedDataException {
        files.begin();
        var omission = Omission.of(record);
        if (omission == null) {
            write(record);
        }
        count.add(record, omission);
        files.end();
    }

    /** Finishes the export and gives it its final name; nothing can be added afterwards. */
    public ExportSummary commit() throws StoreException {
        files.commit();
        return count.summary();
    }

    private void write(SourceRecord record) throws StoreException, MalformedDataException {
        if (record instanceof SourceRecord.BlobContent content) {
            var hash = BlobHash.of(content.key());
            var blob = StoredBlob.of(hash, content.stored());
            count.blob(blob);
            files.write(ExportEntries.content(hash, blob));
        } else {
            var entry = ExportEncoder.encode(record);
            if (entry != null) {
                files.write(entry);
            }
        }
    }

    /** Lets go of the files; an export that has not been committed is removed. */
    @Override
    public void close() throws StoreException {
        files.close();
    }

    /** Counts what became of the records. */
    private static final class ExportCount {

        private final Map<Key, long[]> sums = new LinkedHashMap<>();
        private long damagedBlobs;

        private record Key(Family family, @Nullable Omission omission) {}

        void add(SourceRecord record, @Nullable Omission omission) {
            var sum = sums.computeIfAbsent(new Key(record.family(), omission), key -> new long[2]);
            sum[0]++;
            sum[1] += record.bytes();
        }

        void blob(StoredBlob blob) {
            if (!blob.intact()) {
                damagedBlobs++;
            }
        }

        ExportSummary summary() {
            var lines = new ArrayList<ExportSummary.Line>();
            sums.forEach((key, sum) -> lines.add(
                    new ExportSummary.Line(key.family(), Optional.ofNullable(key.omission()), sum[0], sum[1])));
            return new ExportSummary(List.copyOf(lines), damagedBlobs);
        }
    }
}
