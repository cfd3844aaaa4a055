package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sorting.ExternalSorter;
import dev.drydock.sorting.SortedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The table files of all letters but blobs: records that ascend are written at once, what comes out of order is sorted
 * and merged in at the end. One sorter serves all letters, so that memory does not depend on how many need it.
 */
final class LetterTables implements AutoCloseable {

    /** Is given the table files of each letter, in key order. */
    interface Taker {
        void take(Letter letter, List<Path> tables) throws RocksDBException;
    }

    private final Path directory;
    private final String name;
    private final long targetSize;
    private final Map<Letter, AscendingTables> ascending = new EnumMap<>(Letter.class);
    private @Nullable ExternalSorter sorter;

    /**
     * @param directory for the files
     * @param name of the store, for errors
     * @param targetSize bytes of keys and values in one file
     */
    LetterTables(Path directory, String name, long targetSize) {
        this.directory = directory;
        this.name = name;
        this.targetSize = targetSize;
    }

    void put(Letter letter, byte[] key, byte[] value) throws RocksDBException, IOException, StoreException {
        var tables = ascending.get(letter);
        if (tables == null) {
            tables = new AscendingTables(directory, letter.letter() + "-", targetSize);
            ascending.put(letter, tables);
        }
        switch (tables.offer(key, value)) {
            case TAKEN -> {}
            case TWICE -> throw twice(name, letter, key);
            case OUT_OF_ORDER -> sortLater(letter, key, value);
        }
    }

    private void sortLater(Letter letter, byte[] key, byte[] value) throws IOException {
        if (sorter == null) {
            sorter = new ExternalSorter(directory);
        }
        var prefixed = new byte[1 + key.length];
        prefixed[0] = (byte) letter.letter();
        System.arraycopy(key, 0, prefixed, 1, key.length);
        sorter.add(prefixed, value);
    }

    /** Merges what was out of order, and hands all files over. */
    void finish(Taker taker) throws RocksDBException, IOException, StoreException {
        var tables = new EnumMap<Letter, List<Path>>(Letter.class);
        for (var entry : ascending.entrySet()) {
            tables.put(entry.getKey(), entry.getValue().finish());
        }
        if (sorter != null) {
            try (var unordered = sorter.sorted()) {
                var more = unordered.next();
                while (more) {
                    var letter = letter(unordered);
                    more = merge(letter, tables.getOrDefault(letter, List.of()), unordered, tables);
                }
            }
            sorter.close();
        }
        for (var entry : tables.entrySet()) {
            taker.take(entry.getKey(), entry.getValue());
        }
    }

    /** Rewrites the files of one letter with what was out of order; false when that was the last record of all. */
    private boolean merge(Letter letter, List<Path> old, SortedRecords unordered, Map<Letter, List<Path>> tables)
            throws RocksDBException, IOException, StoreException {
        try (var merged = new AscendingTables(directory, letter.letter() + "-merged-", targetSize);
                var written = new SstRecords(old)) {
            var hasWritten = written.next();
            var more = true;
            while (more && letter(unordered) == letter) {
                var key = Arrays.copyOfRange(unordered.key(), 1, unordered.key().length);
                while (hasWritten && Arrays.compareUnsigned(written.key(), key) <= 0) {
                    append(merged, letter, written.key(), written.value());
                    hasWritten = written.next();
                }
                append(merged, letter, key, unordered.value());
                more = unordered.next();
            }
            while (hasWritten) {
                append(merged, letter, written.key(), written.value());
                hasWritten = written.next();
            }
            tables.put(letter, merged.finish());
            for (var file : old) {
                Files.delete(file);
            }
            return more;
        }
    }

    private void append(AscendingTables merged, Letter letter, byte[] key, byte[] value)
            throws RocksDBException, StoreException {
        // Both inputs are sorted, so what does not ascend is a key that is in both, or twice in one.
        if (merged.offer(key, value) != AscendingTables.Outcome.TAKEN) {
            throw twice(name, letter, key);
        }
    }

    private static Letter letter(SortedRecords records) {
        return Letter.of((char) records.key()[0]).orElseThrow();
    }

    static StoreException twice(String name, Letter letter, byte[] key) {
        return new StoreException(
                "The store " + name + " cannot hold two records of letter " + letter.letter() + " with one key, "
                        + HexFormat.of().formatHex(key),
                "See which records of the source share it, and report this");
    }

    @Override
    public void close() throws IOException {
        ascending.values().forEach(AscendingTables::close);
        if (sorter != null) {
            sorter.close();
        }
    }
}
