package dev.drydock.store.rocksdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

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
    private final List<SstRecords> all = new ArrayList<>();
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
                var records = new SstRecords(run.stream()
                        .map(table -> directory.resolve(table.fileName().replace("/", "")))
                        .toList());
                all.add(records);
                advance(records);
            }
        } catch (RocksDBException e) {
            close();
            throw RocksDbFailure.of(name, "cannot be read in its contents", e);
        }
    }

    /** The tables of a family; what is only in memory or in a log is in none of them. */
    static List<LiveFileMetaData> tables(RocksDB database, String family) {
        var wanted = family.getBytes(StandardCharsets.UTF_8);
        return database.getLiveFilesMetaData().stream()
                .filter(table -> Arrays.equals(table.columnFamilyName(), wanted))
                .toList();
    }

    /** Tables of a level below the first do not overlap, so that one after the other is one run. */
    private static List<List<LiveFileMetaData>> inRuns(List<LiveFileMetaData> tables) {
        var inRuns = new ArrayList<List<LiveFileMetaData>>();
        tables.stream().filter(table -> table.level() == 0).map(List::of).forEach(inRuns::add);
        tables.stream()
                .filter(table -> table.level() > 0)
                .collect(Collectors.groupingBy(LiveFileMetaData::level))
                .values()
                .forEach(level -> inRuns.add(level.stream()
                        .sorted(Comparator.comparing(LiveFileMetaData::smallestKey, Arrays::compareUnsigned))
                        .toList()));
        return inRuns;
    }

    /** Table files in ascending order, on a key each. */
    private record Run(SstRecords records, byte[] key) {}

    private void advance(SstRecords records) throws RocksDBException {
        if (records.next()) {
            runs.add(new Run(records, records.key()));
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
                advance(run.records());
                if (!Arrays.equals(before, run.key())) {
                    key = run.key();
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
        all.forEach(SstRecords::close);
        all.clear();
        runs.clear();
    }
}
