package dev.drydock.translate;

import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.Family;
import org.roaringbitmap.RoaringBitmap;

/**
 * One record of v0.7.3 on its way through the rules, together with the one fact about its surroundings that decides
 * whether it is carried. Where the source is a store, the reader looks that fact up; an export holds only records for
 * which the vendor's exporter has found it true.
 */
public sealed interface SourceRecord {

    Family family();

    /** How many units the record counts for: document ids of a bitmap, otherwise one. */
    default long units() {
        return 1;
    }

    /** Bytes of key and value, as the source holds them. */
    long bytes();

    /**
     * A key and its value, of any family in the values, indexes and logs that has no type of its own below.
     *
     * @param key the whole key, class byte included
     */
    record Entry(Family family, byte[] key, byte[] value) implements SourceRecord {
        @Override
        public long bytes() {
            return (long) key.length + value.length;
        }
    }

    /**
     * A counter.
     *
     * @param key the whole key, class byte included
     * @param owned that what it counts for is there: the mailbox of a next UID, the principal of a quota; for a lookup
     *     counter, that it never expires
     */
    record Counter(Family family, byte[] key, long value, boolean owned) implements SourceRecord {
        @Override
        public long bytes() {
            return key.length + 8L;
        }
    }

    /** A document holds a blob. */
    record BlobLink(BlobHash hash, Document document) implements SourceRecord {
        @Override
        public Family family() {
            return Family.BLOB_LINK;
        }

        @Override
        public long bytes() {
            return 1 + BlobHash.LENGTH + 9;
        }
    }

    /**
     * The marker that a blob was stored whole.
     *
     * @param present that its content is there
     * @param elsewhere that no content at all is there: they live in another store, in which this is not looked up
     */
    record BlobCommit(BlobHash hash, boolean present, boolean elsewhere) implements SourceRecord {

        /** A marker in a store that holds contents. */
        public BlobCommit(BlobHash hash, boolean present) {
            this(hash, present, false);
        }

        @Override
        public Family family() {
            return Family.BLOB_LINK;
        }

        @Override
        public long bytes() {
            return 1 + BlobHash.LENGTH + 9;
        }
    }

    /**
     * The content of a blob.
     *
     * @param key the key it is stored under: a hash, or the name of a bundle that the server keeps for itself
     * @param stored the value as the source holds it, compressed or not
     * @param committed that its commit marker is there
     * @param linked that a document holds it
     */
    record BlobContent(byte[] key, byte[] stored, boolean committed, boolean linked) implements SourceRecord {

        /** A content that a document holds if it has its marker. */
        public BlobContent(byte[] key, byte[] stored, boolean committed) {
            this(key, stored, committed, committed);
        }

        @Override
        public Family family() {
            return Family.BLOB;
        }

        @Override
        public long bytes() {
            return (long) key.length + stored.length;
        }
    }

    /**
     * A set of document ids.
     *
     * @param storedBytes bytes of key and value, over all rows or operands
     */
    record Bitmap(BitmapKey key, RoaringBitmap documents, long storedBytes) implements SourceRecord {
        @Override
        public Family family() {
            return Family.BITMAP;
        }

        @Override
        public long units() {
            return documents.getLongCardinality();
        }

        @Override
        public long bytes() {
            return storedBytes;
        }
    }
}
