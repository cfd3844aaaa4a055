package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.translate.SourceRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over contents beside the links, both in the order of their hashes, and tells of each whether it has the other. */
final class BlobJoin implements AutoCloseable {

    /** How a content is had of which the key is known. */
    @FunctionalInterface
    interface Values {
        byte[] of(RecordCursor content, boolean committed, boolean linked) throws StoreException;
    }

    private final RecordCursor contents;
    private final Values values;
    private final SourceRecords.Consumer consumer;
    private final boolean elsewhere;
    private byte @Nullable [] key;
    /** The last content that a document was found to hold. */
    private byte @Nullable [] linked;

    /**
     * Begins before the first content.
     *
     * @param elsewhere that the contents of the links and markers lie in another store; what this one has is left over
     */
    BlobJoin(RecordCursor contents, Values values, boolean elsewhere, SourceRecords.Consumer consumer)
            throws StoreException {
        this.contents = contents;
        this.values = values;
        this.elsewhere = elsewhere;
        this.consumer = consumer;
        advance();
    }

    /** Takes the next link or commit marker, in key order. */
    void link(byte[] linkKey) throws StoreException, MalformedDataException {
        var link = BlobLinkKey.decode(linkKey);
        var hash = link.hash().toByteArray();
        while (key != null && Arrays.compareUnsigned(key, hash) < 0) {
            pass(key, false);
        }
        if (!link.isCommit()) {
            linked = hash;
            consumer.accept(new SourceRecord.BlobLink(link.hash(), link.document()));
            return;
        }
        var current = key;
        var present = !elsewhere && current != null && Arrays.equals(current, hash);
        consumer.accept(new SourceRecord.BlobCommit(link.hash(), present, elsewhere));
        if (current != null && present) {
            pass(current, true);
        }
    }

    /** After the last link: what is left has no marker. */
    void finish() throws StoreException, MalformedDataException {
        while (key != null) {
            pass(key, false);
        }
    }

    private void pass(byte[] contentKey, boolean committed) throws StoreException, MalformedDataException {
        var held = !elsewhere && Arrays.equals(linked, contentKey);
        consumer.accept(
                new SourceRecord.BlobContent(contentKey, values.of(contents, committed, held), committed, held));
        advance();
    }

    private void advance() throws StoreException {
        key = contents.next() ? contents.key() : null;
    }

    @Override
    public void close() throws StoreException {
        contents.close();
    }
}
