package dev.drydock.store.rocksdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/**
 * The keys of the contents in the tables of a database, ascending, each once. A walk over the database itself would read
 * every content; a table has, for what lies in a blob file, the key and where to find the rest. Of a key that was deleted
 * later the table still has the first.
 */
final class ContentKeys implements RecordCursor {

    private static final byte[] NOTHING = new byte[0];

    private final String name;
    private final PriorityQueue<Run> runs =
            new PriorityQueue<>(Comparator.comparing(Run::key, Arrays::compareUnsigned));
    private final List<Run> all = new ArrayList<>();
    private byte @Nullable [] key;

    /**
     * Begins before the first.
     *
     * @param tables of the family, with nothing in memory besides
     */
    ContentKeys(Path directory, String name, List<LiveFileMetaData> tables) throws StoreException {
        this.name = name;
        try {
            for (var run : inRuns(tables)) {
                var opened = new Run(directory, run);
                all.add(opened);
                if (opened.next()) {
                    runs.add(opened);
                }
            }
        } catch (RocksDBException e) {
            close();
            throw RocksDbFailure.of(name, "cannot be read in its contents", e);
        }
    }

    /** Tables of a level below the first do not overlap, so that one after the other is one run. */
    private static List<List<LiveFileMetaData>> inRuns(List<LiveFileMetaData> tables) {
        var inRuns = new ArrayList<List<LiveFileMetaData>>();
        tables.stream().filter(table -> table.level() == 0).map(List::of).forEach(inRuns::add);
        tables.stream()
                .filter(table -> table.level() > 0)
                .collect(java.util.stream.Collectors.groupingBy(LiveFileMetaData::level))
                .values()
                .forEach(level -> inRuns.add(level.stream()
                        .sorted(Comparator.comparing(LiveFileMetaData::smallestKey, Arrays::compareUnsigned))
                        .toList()));
        return inRuns;
    }

    /** Tables in ascending order, one of them open. */
    private static final class Run {
        private final Path directory;
        private final List<LiveFileMetaData> tables;
        private final Options options = new Options();
        private final ReadOptions reading =
                new ReadOptions().setVerifyChecksums(true).setFillCache(false);
        private int at;
        private @Nullable SstFileReader reader;
        private @Nullable SstFileReaderIterator iterator;
        private byte[] key = NOTHING;

        Run(Path directory, List<LiveFileMetaData> tables) {
            this.directory = directory;
            this.tables = tables;
        }

        byte[] key() {
            return key;
        }

        boolean next() throws RocksDBException {
            while (true) {
                var current = iterator;
                if (current != null) {
                    current.next();
                } else if (at < tables.size()) {
                    current = open(tables.get(at++));
                } else {
                    return false;
                }
                if (current.isValid()) {
                    key = current.key();
                    return true;
                }
                // One that met damage is just as invalid as one at its end.
                current.status();
                closeTable();
            }
        }

        private SstFileReaderIterator open(LiveFileMetaData table) throws RocksDBException {
            var opened = new SstFileReader(options);
            reader = opened;
            opened.open(directory.resolve(table.fileName().replace("/", "")).toString());
            var first = opened.newIterator(reading);
            iterator = first;
            first.seekToFirst();
            return first;
        }

        private void closeTable() {
            if (iterator != null) {
                iterator.close();
                iterator = null;
            }
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }

        void close() {
            closeTable();
            reading.close();
            options.close();
        }
    }

    @Override
    public boolean next() throws StoreException {
        var before = key;
        try {
            while (true) {
                var run = runs.poll();
                if (run == null) {
                    return false;
                }
                var found = run.key();
                if (run.next()) {
                    runs.add(run);
                }
                if (!Arrays.equals(before, found)) {
                    key = found;
                    return true;
                }
            }
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be read in its contents", e);
        }
    }

    @Override
    public byte[] key() {
        if (key == null) {
            throw new IllegalStateException("before the first");
        }
        return key;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }

    @Override
    public void close() {
        all.forEach(Run::close);
        all.clear();
        runs.clear();
    }
}
