package dev.drydock.conversion;

import dev.drydock.export.ExportRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Path;

/** The real adapters, for tests of what works over them. */
final class Stores {

    private Stores() {}

    static FileStoreDriver driver(String scheme) {
        return switch (scheme) {
            case "sqlite" -> new SqliteStoreDriver();
            case "rocksdb" -> new RocksDbStoreDriver();
            default -> throw new IllegalArgumentException(scheme);
        };
    }

    /** The store of a fixture where it has one of files, else its export. */
    static SourceRecords source(Fixture fixture, Path directory) throws Exception {
        return fixture.isStore() ? store(fixture, directory) : export(fixture, directory);
    }

    static SourceRecords store(Fixture fixture, Path directory) throws Exception {
        return new StoreRecords(
                driver(fixture.scheme()).at(fixture.unpackStore(directory)).openSource());
    }

    static SourceRecords export(Fixture fixture, Path directory) throws Exception {
        return ExportRecords.open(fixture.unpackExport(directory));
    }
}
