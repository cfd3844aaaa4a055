package dev.drydock.amendment;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.Profile;
import java.nio.file.Path;

/** A v0.8.0 store made from a fixture, for tests that amend it. */
record NewStore(String scheme, Path path) {

    static FileStoreDriver driver(String scheme) {
        return scheme.equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
    }

    static SourceRecords source(Fixture fixture, Path directory) throws Exception {
        return new StoreRecords(
                driver(fixture.scheme()).at(fixture.unpackStore(directory)).openSource());
    }

    NewStore madeFrom(SourceRecords source, Profile profile) throws Exception {
        try (var sink = driver().at(path).createTarget()) {
            new Conversion(source, profile, sink, new KeptInMemory(), Progress.NONE).run();
        }
        return this;
    }

    FileStoreDriver driver() {
        return driver(scheme);
    }

    String listing() throws Exception {
        try (var store = driver().at(path).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(store);
            return listing.toString();
        }
    }

    Amendment.Outcome apply(AmendmentFile file) throws Exception {
        try (var editor = driver().at(path).openEditor()) {
            return new Amendment(file, editor, Progress.NONE).apply();
        }
    }

    Amendment.Outcome takeBack(AmendmentFile file) throws Exception {
        try (var editor = driver().at(path).openEditor()) {
            return new Amendment(file, editor, Progress.NONE).takeBack();
        }
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return scheme + ":" + path;
    }
}
