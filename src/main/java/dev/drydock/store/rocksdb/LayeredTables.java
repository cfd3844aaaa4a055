package dev.drydock.store.rocksdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Table files of one family after the other, in layers: the n-th operand of every key lies in the n-th layer. */
final class LayeredTables implements AutoCloseable {

    private final Path directory;
    private final List<SstFiles> layers = new ArrayList<>();
    private int made;

    LayeredTables(Path directory) {
        this.directory = directory;
    }

    void put(byte[] key, byte[] value) throws RocksDBException {
        layer(0).put(key, value);
    }

    void merge(byte[] key, List<byte[]> operands) throws RocksDBException {
        for (var i = 0; i < operands.size(); i++) {
            layer(i).merge(key, operands.get(i));
        }
    }

    /** Hands all files to {@code database}, oldest layer first, and begins anew for the next family. */
    void takenInBy(WritableDatabase database, String family) throws RocksDBException {
        for (var layer : layers) {
            database.ingest(family, layer.finish());
        }
        close();
    }

    private SstFiles layer(int index) {
        if (index == layers.size()) {
            layers.add(new SstFiles(directory, "layer-" + made++ + "-", SstFiles.TARGET_SIZE));
        }
        return layers.get(index);
    }

    @Override
    public void close() {
        layers.forEach(SstFiles::close);
        layers.clear();
    }
}
