package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.StoreDriverContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreDriverTest implements StoreDriverContract {

    @TempDir
    private Path work;

    @Override
    public FileStoreDriver driver() {
        return new SqliteStoreDriver(work);
    }

    @Override
    public Path storeIn(Path directory) {
        return directory.resolve("index.sqlite3");
    }

    @Override
    public StoreEditor openServing(Path store) throws StoreException {
        return new SqliteStoreDriver(work).at(store).openServing();
    }

    @Override
    public void makeBlank(Path store) throws IOException {
        Files.createFile(store);
    }
}
