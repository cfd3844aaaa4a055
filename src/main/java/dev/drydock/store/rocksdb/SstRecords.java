package dev.drydock.store.rocksdb;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/** Reads table files one after the other. */
final class SstRecords implements AutoCloseable {

    private final Iterator<Path> files;
    private final Options options = new Options();
    private final ReadOptions reading = new ReadOptions().setFillCache(false).setReadaheadSize(2L << 20);
    private @Nullable SstFileReader reader;
    private @Nullable SstFileReaderIterator iterator;

    SstRecords(List<Path> files) {
        this.files = files.iterator();
    }

    boolean next() throws RocksDBException {
        if (iterator != null) {
            iterator.next();
        }
        while (iterator == null || !iterator.isValid()) {
            if (iterator != null) {
                iterator.status();
            }
            closeFile();
            if (!files.hasNext()) {
                return false;
            }
            reader = new SstFileReader(options);
            reader.open(files.next().toString());
            iterator = reader.newIterator(reading);
            iterator.seekToFirst();
        }
        return true;
    }

    byte[] key() {
        return current().key();
    }

    byte[] value() {
        return current().value();
    }

    private SstFileReaderIterator current() {
        if (iterator == null) {
            throw new IllegalStateException("no current record");
        }
        return iterator;
    }

    private void closeFile() {
        if (iterator != null) {
            iterator.close();
            iterator = null;
        }
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() {
        closeFile();
        reading.close();
        options.close();
    }
}
