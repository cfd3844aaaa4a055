package dev.drydock.store.rocksdb;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Table files of one letter, which take records as long as their keys ascend. */
final class AscendingTables implements AutoCloseable {

    enum Outcome {
        TAKEN,
        /** The key of the record before came again. */
        TWICE,
        /** This key, or an earlier one, did not ascend; no more records are taken. */
        OUT_OF_ORDER
    }

    private final SstFiles files;
    private byte @Nullable [] last;
    private boolean broken;

    /**
     * @param prefix begins the names of the files
     * @param targetSize bytes of keys and values in one file
     */
    AscendingTables(Path directory, String prefix, long targetSize) {
        files = new SstFiles(directory, prefix, targetSize);
    }

    Outcome offer(byte[] key, byte[] value) throws RocksDBException {
        if (broken) {
            return Outcome.OUT_OF_ORDER;
        }
        var order = last == null ? 1 : Arrays.compareUnsigned(key, last);
        if (order == 0) {
            return Outcome.TWICE;
        }
        if (order < 0) {
            broken = true;
            return Outcome.OUT_OF_ORDER;
        }
        files.put(key, value);
        last = key;
        return Outcome.TAKEN;
    }

    /** All files, in key order. */
    List<Path> finish() throws RocksDBException {
        return files.finish();
    }

    @Override
    public void close() {
        files.close();
    }
}
