package dev.drydock.store.rocksdb;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.RocksDBException;

/**
 * A store in a RocksDB directory.
 *
 * <p>Reading replays the write-ahead log of a killed server in memory and leaves the directory as it is, to the byte. A
 * store that is open for writing anywhere is refused, also by {@link #detect}.
 */
final class RocksDbStore implements PlacedStore {

    private final Path path;
    private final String name;

    RocksDbStore(Path path) {
        this.path = path;
        this.name = RocksDbStoreDriver.SCHEME + ":" + path;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoreVersion detect() throws StoreException {
        try (var lock = StoreLock.shared(path, name)) {
            return VersionProbe.of(path, name).version();
        }
    }

    @Override
    public RecordSource openSource() throws StoreException {
        return new RocksDbSource(path, open(StoreVersion.V0_7_3, ColumnFamilies.OF_V073));
    }

    @Override
    public TargetStore openTarget() throws StoreException {
        return new RocksDbTarget(open(StoreVersion.V0_8_0, ColumnFamilies.OF_V080));
    }

    /**
     * {@inheritDoc}
     *
     * <p>RocksDB reads beside a writer what that has written down: tables, and the write-ahead log, of which only the rows
     * of this family are taken into memory.
     */
    @Override
    public long indexRowsLeft() throws StoreException {
        var family = RocksDbTarget.family(Letter.INDEX_QUEUE);
        try (var database = ReadOnlyDatabase.open(path, name, Set.of(family), StoreLock.NONE);
                var rows = database.scan(family)) {
            var count = 0L;
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                count++;
            }
            rows.status();
            return count;
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be read beside its server", e);
        }
    }

    @Override
    public StoreEditor openEditor() throws StoreException {
        // Whole and of the right version, and in nobody's hands: told without changing anything.
        openTarget().close();
        return RocksDbEditor.open(path, name);
    }

    @Override
    public RecordSink createTarget() throws StoreException {
        return RocksDbSink.begin(path, name);
    }

    @Override
    public SuccessorSink createSuccessor(RecordSource old, Progress progress) throws StoreException {
        return old instanceof RocksDbSource source
                ? RocksDbSuccessor.begin(path, name, source)
                : PlacedStore.super.createSuccessor(old, progress);
    }

    @Override
    public SourceWriter createSource() throws StoreException {
        return RocksDbSourceWriter.begin(path, name);
    }

    private ReadOnlyDatabase open(StoreVersion version, Set<String> families) throws StoreException {
        var lock = StoreLock.shared(path, name);
        try {
            requireVersion(version, families);
            new StoreFiles(path, name).requireLogs();
        } catch (StoreException | RuntimeException e) {
            lock.close();
            throw e;
        }
        var database = ReadOnlyDatabase.open(path, name, families, lock);
        try {
            new LostFiles(path, database).requireNone();
            return database;
        } catch (StoreException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void requireVersion(StoreVersion version, Set<String> families) throws StoreException {
        var found = VersionProbe.of(path, name);
        if (found.version() != version) {
            throw wrongVersion(version, found);
        }
        if (!found.families().containsAll(families)) {
            var missing = new TreeSet<>(families);
            missing.removeAll(found.families());
            throw new StoreException(
                    "The store " + name + " lacks the column families " + String.join(" ", missing),
                    "Its server may have been stopped while it made them: start and stop it once more");
        }
    }

    private StoreException wrongVersion(StoreVersion wanted, VersionProbe found) {
        var problem = "The store " + name + " is not one of " + wanted.title() + ": it ";
        return switch (found.version()) {
            case BLANK -> new StoreException(problem + "does not exist or is empty", "Check the path");
            case FOREIGN -> new StoreException(problem + found.reason(), "Check the path");
            case BOTH ->
                new StoreException(
                        problem + "is one of v0.7.3 that v0.8.0 has opened, and so may have damaged",
                        "Restore the backup that was made before v0.8.0 was started");
            case V0_8_0 ->
                new StoreException(problem + "is already one of v0.8.0", "Give the store as it was before the upgrade");
            case V0_7_3 -> new StoreException(problem + "is one of v0.7.3", "Give the store that v0.8.0 uses");
        };
    }
}
