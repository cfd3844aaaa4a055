package dev.drydock.bench;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.store.FileStoreDriver;
import java.nio.file.Path;

/**
 * Writes a v0.7.3 store of any size in the shape of a real one. Records are made one by one in the order of their keys,
 * so that memory does not depend on how many there are.
 */
public final class StoreGenerator {

    private final StoreShape shape;

    public StoreGenerator(StoreShape shape) {
        this.shape = shape;
    }

    /**
     * How much was written.
     *
     * @param bitmaps keys of bitmaps: their rows in RocksDB
     * @param bitmapRows documents of all bitmaps: their rows in SQL
     * @param contentBytes of all contents, plain
     */
    public record Generated(long bitmaps, long bitmapRows, long contentBytes) {}

    /**
     * Makes a store at {@code path}.
     *
     * @param work an existing directory for what has to be sorted
     */
    public Generated generate(FileStoreDriver driver, Path path, Path work) throws StoreException {
        try (var writer = driver.at(path).createSource()) {
            var generated = write(writer, work);
            writer.commit();
            return generated;
        }
    }

    /** Writes all records, and leaves it to the caller to commit. */
    public Generated write(SourceWriter writer, Path work) throws StoreException {
        var contents = new MessageContents(shape);
        var server = new ServerRecords(shape, writer, contents);
        var values = new ValueRecords(shape, writer);
        var blobs = new ContentRecords(shape, writer, contents, work);
        var bitmaps = new BitmapRecords(shape, writer);
        values.write();
        server.writeBeforeLinks();
        blobs.write();
        server.writeBehindLinks();
        server.writeCounters();
        bitmaps.write();
        new IndexRecords(shape, writer).write();
        values.writeLogs();
        return new Generated(bitmaps.keys(), bitmaps.rows(), blobs.bytes());
    }

    /** A hash out of a key that is known to be one. */
    static BlobHash hash(byte[] key) {
        try {
            return BlobHash.of(key);
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
