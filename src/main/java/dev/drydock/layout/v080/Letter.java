package dev.drydock.layout.v080;

import java.util.Optional;

/** The key spaces of a v0.8.0 store: a column family in RocksDB, a table in SQL, named by one letter. */
public enum Letter {
    ACL('a', Shape.VALUE, "ACL"),
    DOCUMENT_IDS('b', Shape.KEY_ONLY, "document ids"),
    TAGS('c', Shape.KEY_ONLY, "tags"),
    DIRECTORY('d', Shape.VALUE, "directory"),
    QUEUE_MESSAGE('e', Shape.VALUE, "queued messages"),
    INDEX_QUEUE('f', Shape.VALUE, "full-text index queue"),
    FULL_TEXT_INDEX('g', Shape.VALUE, "full-text index"),
    REPORT_OUT('h', Shape.VALUE, "reports"),
    INDEX('i', Shape.KEY_ONLY, "indexes"),
    BLOB_RESERVATION('j', Shape.VALUE, "blob reservations"),
    BLOB_LINK('k', Shape.VALUE, "blob links"),
    LOG('l', Shape.VALUE, "change log"),
    LOOKUP_VALUE('m', Shape.VALUE, "lookup values"),
    COUNTER('n', Shape.COUNTER, "counters"),
    PROPERTY('p', Shape.VALUE, "properties"),
    QUEUE_EVENT('q', Shape.VALUE, "queue events"),
    /** Declared by v0.8.0, which writes received reports to {@link #REPORT_OUT} instead. */
    REPORT_IN('r', Shape.VALUE, "received reports"),
    SETTING('s', Shape.VALUE, "settings"),
    BLOB('t', Shape.VALUE, "blobs"),
    QUOTA('u', Shape.COUNTER, "quotas"),
    TEXT_TOKENS('v', Shape.KEY_ONLY, "text tokens");

    /** What a record under a letter consists of. */
    public enum Shape {
        KEY_ONLY,
        VALUE,
        /** A key and a signed 64-bit number; in RocksDB eight bytes, little-endian, under an additive merge. */
        COUNTER
    }

    private final char letter;
    private final Shape shape;
    private final String title;

    Letter(char letter, Shape shape, String title) {
        this.letter = letter;
        this.shape = shape;
        this.title = title;
    }

    /** The name of the column family or table. */
    public char letter() {
        return letter;
    }

    public Shape shape() {
        return shape;
    }

    /** What its records are called, for people. */
    public String title() {
        return title;
    }

    /** The letter with this name; empty when v0.8.0 has none. */
    public static Optional<Letter> of(char letter) {
        for (var candidate : values()) {
            if (candidate.letter == letter) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
