package dev.drydock.translate;

import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v080.Letter;
import org.roaringbitmap.RoaringBitmap;

/** What a rule makes of a source record: records of v0.8.0, or a file beside the new store. */
public sealed interface TargetRecord {

    /** How many records of v0.8.0 it stands for. */
    default long units() {
        return 1;
    }

    /**
     * A key and its value.
     *
     * @param value empty where the letter has keys only
     */
    record Value(Letter letter, byte[] key, byte[] value) implements TargetRecord {}

    /** A counter, under a letter of shape {@link Letter.Shape#COUNTER}. */
    record Count(Letter letter, byte[] key, long value) implements TargetRecord {}

    /**
     * One key for each document of a set, so that a set of millions needs no list of keys.
     *
     * @param prefix the key without its last four bytes, which are the document id
     */
    record Documents(Letter letter, byte[] prefix, RoaringBitmap documents) implements TargetRecord {
        @Override
        public long units() {
            return documents.getLongCardinality();
        }
    }

    /**
     * A record that v0.8.0 has no place for, kept for the admin as a file.
     *
     * @param family where it comes from
     * @param key the whole v0.7.3 key
     * @param value the v0.7.3 value
     */
    record Saved(Family family, byte[] key, byte[] value) implements TargetRecord {
        @Override
        public long units() {
            return 0;
        }
    }
}
