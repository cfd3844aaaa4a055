package dev.drydock.store.rocksdb;

import dev.drydock.conversion.LeftBehind;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A new v0.8.0 store made of an old RocksDB directory: a copy of it that shares its tables and blob files, in which the
 * families that v0.8.0 keeps otherwise are replaced by new ones. The old directory is only read.
 */
final class RocksDbSuccessor implements SuccessorSink {

    /** The families that both versions keep alike. */
    private static final Set<String> KEPT = Set.of(Space.BLOBS, Space.INDEXES, Space.LOGS).stream()
            .map(RocksDbSource::family)
            .collect(Collectors.toUnmodifiableSet());

    private final String name;
    private final StagingDirectory staging;
    /** Whose owner the new store gets, where we may choose. */
    private final Path owned;

    private final Path scratch;
    private final Takeover takeover;
    private final WritableDatabase database;
    private final LetterTables tables;
    private final RecordCursor known;
    private final LeftBehind contents;
    private boolean ended;

    private RocksDbSuccessor(String name, StagingDirectory staging, Path owned, Path old)
            throws IOException, RocksDBException, StoreException {
        this.name = name;
        this.staging = staging;
        this.owned = owned;
        this.takeover = Takeover.into(staging.path(), old, wanted("uid"));
        this.scratch = Files.createDirectory(staging.path().resolve("scratch"));
        this.database = WritableDatabase.takeOver(
                staging.path(), ColumnFamilies.in(staging.path(), name), KEPT, ColumnFamilies.OF_V080);
        WritableDatabase opened = database;
        try {
            opened.flush(WritableDatabase.BLOBS);
            this.tables = new LetterTables(scratch, name, SstFiles.TARGET_SIZE);
            this.known = contents();
            this.contents = new LeftBehind(known, this::leave);
        } catch (StoreException | RocksDBException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    static RocksDbSuccessor begin(Path path, String name, RocksDbSource old) throws StoreException {
        RocksDbLibrary.load();
        var staging = StagingDirectory.beside(path, name);
        try {
            return new RocksDbSuccessor(
                    name, staging, Files.isDirectory(path) ? path : old.directory(), old.directory());
        } catch (IOException | RocksDBException e) {
            staging.close();
            throw RocksDbFailure.of(name, "cannot be made of " + old.name(), e);
        } catch (StoreException | RuntimeException e) {
            staging.close();
            throw e;
        }
    }

    private int wanted(String attribute) throws IOException {
        return (Integer) Files.getAttribute(isRoot() ? owned : staging.path(), "unix:" + attribute);
    }

    private boolean isRoot() throws IOException {
        return Files.getAttribute(staging.path(), "unix:uid").equals(0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RecordCursor contents() throws StoreException {
        return new ContentKeys(staging.path(), name, database.tables(WritableDatabase.BLOBS));
    }

    private void leave(byte[] key) throws StoreException {
        try {
            database.deleteBlob(key);
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be written", e);
        }
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        if (letter.shape() == Letter.Shape.COUNTER) {
            throw new IllegalArgumentException(letter + " holds counters");
        }
        if (letter == Letter.INDEX || letter == Letter.LOG) {
            throw new IllegalArgumentException(letter + " is taken over whole");
        }
        requireOpen();
        if (letter == Letter.BLOB) {
            contents.keep(key);
        } else {
            write(letter, key, value);
        }
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        if (letter.shape() != Letter.Shape.COUNTER) {
            throw new IllegalArgumentException(letter + " holds no counters");
        }
        requireOpen();
        write(letter, key, CounterValue.encode(value));
    }

    private void write(Letter letter, byte[] key, byte[] value) throws StoreException {
        try {
            tables.put(letter, key, value);
        } catch (IOException | RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be written", e);
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("committed or closed already");
        }
    }

    @Override
    public List<String> remarks() {
        return takeover.remarks();
    }

    @Override
    public void commit() throws StoreException {
        requireOpen();
        ended = true;
        try {
            contents.finish();
            known.close();
            tables.finish((letter, files) -> database.ingest(RocksDbTarget.family(letter), files));
            tables.close();
            database.flush(WritableDatabase.BLOBS);
            database.finish();
            DirectoryTree.delete(scratch);
            var uid = wanted("uid");
            var gid = wanted("gid");
            if (isRoot()) {
                DirectoryTree.give(staging.path(), uid, gid);
            }
        } catch (IOException | RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be finished", e);
        }
        staging.commit();
    }

    @Override
    public void close() throws StoreException {
        ended = true;
        @Nullable StoreException failure = null;
        try {
            known.close();
            tables.close();
        } catch (IOException e) {
            failure = RocksDbFailure.of(name, "could not be cleaned up after", e);
        } finally {
            database.close();
            staging.close();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
