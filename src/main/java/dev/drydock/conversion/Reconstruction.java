package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.translate.SourceRecord;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lays a v0.7.3 store out anew from its records, such as those of an export: what works on stores then works where the
 * store itself cannot be opened. The new store holds what the records say and nothing else, so of an export what that
 * carries: whole keys as the store had them, bitmaps, the counters that were carried, and contents, which come plain.
 *
 * <p>Whether a record is carried depends on others ({@link StoreRecords}), and that is looked up anew in the new store.
 * An export in which something is missing shows in that: exported again, the new store is not equal to it any more.
 */
public final class Reconstruction {

    private static final byte[] NO_VALUE = new byte[0];

    private final SourceRecords records;
    private final SourceWriter writer;
    private final Progress progress;

    /**
     * Prepares it; nothing is read yet.
     *
     * @param writer receives the records; committed by {@link #run}, closed by the caller
     * @param progress is told what {@code records} tell, in their unit
     */
    public Reconstruction(SourceRecords records, SourceWriter writer, Progress progress) {
        this.records = records;
        this.writer = writer;
        this.progress = progress;
    }

    /**
     * Writes everything and commits the store, or throws and commits nothing.
     *
     * @return how many records of each family were written, markers of contents among the links; none with zero
     */
    public Map<Family, Long> run() throws StoreException, MalformedDataException {
        var written = new EnumMap<Family, Long>(Family.class);
        records.read(
                record -> {
                    write(record);
                    written.merge(record.family(), 1L, Long::sum);
                },
                progress);
        writer.commit();
        return written;
    }

    private void write(SourceRecord record) throws StoreException {
        if (record instanceof SourceRecord.Entry entry) {
            writer.put(entry.family().space(), entry.key(), entry.value());
        } else if (record instanceof SourceRecord.Counter counter) {
            writer.add(counter.key(), counter.value());
        } else if (record instanceof SourceRecord.BlobLink link) {
            marker(new BlobLinkKey(link.hash(), link.document()));
        } else if (record instanceof SourceRecord.BlobCommit commit) {
            marker(BlobLinkKey.commit(commit.hash()));
        } else if (record instanceof SourceRecord.BlobContent content) {
            writer.put(Space.BLOBS, content.key(), content.stored());
        } else if (record instanceof SourceRecord.Bitmap bitmap) {
            writer.bitmap(bitmap.key().encode(), bitmap.documents());
        }
    }

    private void marker(BlobLinkKey key) throws StoreException {
        writer.put(Space.VALUES, key.encode(), NO_VALUE);
    }
}
