package dev.drydock.layout.v073;

/** The six key spaces of a v0.7.3 store: a column family in RocksDB, a table in SQL, named by one letter. */
public enum Space {
    /** Values of many kinds, told apart by the first byte of the key: see {@link Family}. */
    VALUES('v'),
    /** Sets of document ids: in RocksDB one bitmap per key, in SQL one row per document id. */
    BITMAPS('b'),
    /** Counters, told apart by the first byte of the key. */
    COUNTERS('c'),
    /** Sorted indexes; keys only. */
    INDEXES('i'),
    /** The log of changes, for synchronisation. */
    LOGS('l'),
    /** Blobs by hash. */
    BLOBS('t');

    private final char letter;

    Space(char letter) {
        this.letter = letter;
    }

    /** The name of the column family or table. */
    public char letter() {
        return letter;
    }
}
