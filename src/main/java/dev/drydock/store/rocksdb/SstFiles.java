package dev.drydock.store.rocksdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** Writes records that come in ascending order as table files, ready to be taken in by a database as they are. */
final class SstFiles implements AutoCloseable {

    /** Bytes of keys and values in one file unless told otherwise; compressed, a file is smaller. */
    static final long TARGET_SIZE = 64L << 20;

    private final Path directory;
    private final String prefix;
    private final long targetSize;
    private final EnvOptions environment = new EnvOptions();
    private final Options options = new Options();
    private final List<Path> files = new ArrayList<>();
    private @Nullable SstFileWriter writer;
    private long size;

    /**
     * @param prefix begins the names of the files, and of no others in {@code directory}
     * @param targetSize bytes of keys and values in one file
     */
    SstFiles(Path directory, String prefix, long targetSize) {
        this.directory = directory;
        this.prefix = prefix;
        this.targetSize = targetSize;
    }

    void put(byte[] key, byte[] value) throws RocksDBException {
        writerFor(key.length + value.length).put(key, value);
    }

    /** Adds a merge operand for a key, at most one of which may be in these files. */
    void merge(byte[] key, byte[] operand) throws RocksDBException {
        writerFor(key.length + operand.length).merge(key, operand);
    }

    private SstFileWriter writerFor(long bytes) throws RocksDBException {
        var current = writer;
        if (current != null && size + bytes > targetSize) {
            endFile(current);
            current = null;
        }
        if (current == null) {
            var file = directory.resolve(prefix + files.size() + ".sst");
            current = new SstFileWriter(environment, options);
            writer = current;
            current.open(file.toString());
            files.add(file);
            size = 0;
        }
        size += bytes;
        return current;
    }

    private void endFile(SstFileWriter current) throws RocksDBException {
        current.finish();
        current.close();
        writer = null;
    }

    /** Ends the last file. All files, in key order; none if there was no record. */
    List<Path> finish() throws RocksDBException {
        if (writer != null) {
            endFile(writer);
        }
        return List.copyOf(files);
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        options.close();
        environment.close();
    }
}
