package dev.drydock.store.rocksdb;

import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.StoreDriverContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class RocksDbStoreDriverTest implements StoreDriverContract {

    @Override
    public FileStoreDriver driver() {
        return new RocksDbStoreDriver();
    }

    @Override
    public Path storeIn(Path directory) {
        return directory.resolve("data");
    }

    @Override
    public void makeBlank(Path store) throws IOException {
        Files.createDirectory(store);
    }
}
