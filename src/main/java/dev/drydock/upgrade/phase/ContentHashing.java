package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.Space;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of holding every content of an old store against its name.
 *
 * @param contents of messages and other documents
 * @param bytes of them, as stored
 * @param damaged of them do not match their names
 * @param names of the first of those
 */
record ContentHashing(long contents, long bytes, long damaged, List<String> names) {

    private static final int NAMED = 10;

    /** Hears of each content that was read. */
    @FunctionalInterface
    interface Pace {

        Pace FREE = bytes -> {};

        /** Counts its bytes, and waits where it came too soon. */
        void read(int bytes) throws InterruptedException;
    }

    static ContentHashing of(RecordSource old, Pace pace, Progress progress)
            throws StoreException, MalformedDataException, InterruptedException {
        var contents = 0L;
        var bytes = 0L;
        var damaged = 0L;
        var names = new ArrayList<String>();
        try (var cursor = old.scan(Space.BLOBS)) {
            var total = old.estimatedRows(Space.BLOBS);
            while (cursor.next()) {
                progress.at("contents", contents, Progress.known(total, contents), Progress.Unit.RECORDS);
                var key = cursor.key();
                // What the server keeps for itself has another name.
                if (key.length != BlobHash.LENGTH) {
                    continue;
                }
                var value = cursor.value();
                pace.read(value.length);
                contents++;
                bytes += value.length;
                var hash = BlobHash.of(key);
                if (!StoredBlob.of(hash, value).intact() && ++damaged <= NAMED) {
                    names.add(hash.toString());
                }
            }
        }
        return new ContentHashing(contents, bytes, damaged, names);
    }
}
