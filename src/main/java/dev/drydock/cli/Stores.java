package dev.drydock.cli;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.TargetStore;
import dev.drydock.export.ExportRecords;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens what the command line names, after looking whether it is what the command needs. */
final class Stores {

    private static final String RESTORE =
            "Start neither version on it; restore the backup that was made before v0.8.0 was started";

    private final Path work;

    /** Makes nothing; {@code work} is where copies of stores that were not closed cleanly go. */
    Stores(Path work) {
        this.work = work;
    }

    PlacedStore store(NamedStore location) {
        if (location instanceof StoreInFiles files) {
            return driver(files).at(files.location().path());
        }
        var onServer = (StoreOnServer) location;
        return new SqlStore(onServer.dialect(), onServer.place(), work);
    }

    /** The backend of a store in files. */
    FileStoreDriver driver(StoreInFiles store) {
        return switch (store.location().kind()) {
            case SQLITE -> new SqliteStoreDriver(work);
            case ROCKSDB -> new RocksDbStoreDriver();
            case EXPORT -> throw new IllegalArgumentException("an export is no store: " + store);
        };
    }

    /** The version of a store in which there is something of either version. */
    StoreVersion version(NamedStore location) throws StoreException, Refusal {
        var version = store(location).detect();
        if (version == StoreVersion.BLANK) {
            throw new Refusal(
                    "store-blank",
                    location.path()
                                    .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                                    .isPresent()
                            ? "There is nothing in " + location
                            : "There is no store at " + location,
                    location.advice());
        }
        if (version == StoreVersion.FOREIGN) {
            throw new Refusal(
                    "store-foreign",
                    location + " is not a store of this mail server, or not of v0.7.3 or v0.8.0",
                    location.advice());
        }
        if (version == StoreVersion.BOTH) {
            throw new Refusal(
                    "store-touched-by-both",
                    location + " is a store of v0.7.3 on which v0.8.0 was started, which damages it",
                    RESTORE);
        }
        return version;
    }

    /** The records of a v0.7.3 store, or of an export. */
    SourceRecords source(NamedStore location) throws StoreException, Refusal {
        return source(location, false);
    }

    /** The same, of a store whose contents may lie in another one. */
    SourceRecords source(NamedStore location, boolean contentsElsewhere) throws StoreException, Refusal {
        if (location.isExport()) {
            return ExportRecords.open(location.path().orElseThrow());
        }
        var old = old(location);
        return contentsElsewhere ? StoreRecords.withContentsElsewhere(old) : new StoreRecords(old);
    }

    /** A v0.7.3 store. */
    RecordSource old(NamedStore location) throws StoreException, Refusal {
        if (version(location) != StoreVersion.V0_7_3) {
            throw new Refusal(
                    "source-is-v0.8.0",
                    location + " is a store of v0.8.0 already",
                    "Nothing is left to convert; as the source, name the store from before the upgrade");
        }
        return store(location).openSource();
    }

    /** A v0.8.0 store. */
    TargetStore target(NamedStore location) throws StoreException, Refusal {
        if (version(location) != StoreVersion.V0_8_0) {
            throw new Refusal(
                    "target-is-v0.7.3",
                    location + " is a store of v0.7.3, not of v0.8.0",
                    "As the target, name the new store; if there is none yet, make it with convert");
        }
        return store(location).openTarget();
    }

    /** A v0.8.0 store, to change records in it. */
    StoreEditor editor(NamedStore location) throws StoreException, Refusal {
        if (version(location) != StoreVersion.V0_8_0) {
            throw new Refusal(
                    "target-is-v0.7.3",
                    location + " is a store of v0.7.3, not of v0.8.0",
                    "Name the new store; the old one is never changed");
        }
        return store(location).openEditor();
    }

    /** Refuses a place at which something is. */
    void requireBlank(NamedStore location) throws StoreException, Refusal {
        if (location.isExport()) {
            Places.requireBlankDirectory(location);
            return;
        }
        var version = store(location).detect();
        if (version != StoreVersion.BLANK) {
            throw new Refusal(
                    version == StoreVersion.V0_7_3 ? "target-is-v0.7.3" : "target-not-blank",
                    "The target " + location + " is not blank: it is "
                            + (version == StoreVersion.FOREIGN ? "something else" : "a store of " + version.title()),
                    "Name a " + (location.path().isPresent() ? "path" : "database")
                            + " where nothing is yet; Drydock never writes into a store that is there");
        }
    }

    /** Begins a new v0.8.0 store. */
    RecordSink create(NamedStore location) throws StoreException {
        return store(location).createTarget();
    }
}
