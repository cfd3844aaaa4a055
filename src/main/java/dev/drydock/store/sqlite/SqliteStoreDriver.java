package dev.drydock.store.sqlite;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FileBackup;
import dev.drydock.store.NativeLibraries;
import dev.drydock.store.StoreDriver;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores that are one SQLite file, with the files that SQLite keeps beside it. */
public final class SqliteStoreDriver implements StoreDriver {

    private final @Nullable Path work;

    /** Copies of stores that were not closed cleanly go to {@code work} under the home. */
    public SqliteStoreDriver() {
        this.work = null;
    }

    /**
     * Copies of stores that were not closed cleanly go to a directory of the caller's choice.
     *
     * @param work the directory, made when it is needed
     */
    public SqliteStoreDriver(Path work) {
        this.work = work;
    }

    @Override
    public String scheme() {
        return "sqlite";
    }

    @Override
    public BackupStrategy backup() {
        return new FileBackup("Database file");
    }

    @Override
    public StoreVersion detect(Path path) throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            return StoreVersion.BLANK;
        }
        try (var database = OpenDatabase.open(file, work())) {
            return Schema.read(database).version();
        }
    }

    @Override
    public RecordSource openSource(Path path) throws StoreException {
        var opened = open(path, StoreVersion.V0_7_3, Table.ofV073());
        return new SqliteRecordSource(name(path), new TableReader(opened.database()), opened.schema());
    }

    @Override
    public TargetStore openTarget(Path path) throws StoreException {
        var opened = open(path, StoreVersion.V0_8_0, Table.ofV080());
        return new SqliteTargetStore(name(path), new TableReader(opened.database()));
    }

    @Override
    public long indexRowsLeft(Path path) throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(path, StoreVersion.BLANK, StoreVersion.V0_8_0);
        }
        return LiveDatabase.rows(file, Table.of(Letter.INDEX_QUEUE));
    }

    private record Opened(OpenDatabase database, Schema schema) {}

    private Opened open(Path path, StoreVersion wanted, List<Table> tables) throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(path, StoreVersion.BLANK, wanted);
        }
        var database = OpenDatabase.open(file, work());
        try {
            var schema = Schema.read(database);
            if (schema.version() != wanted) {
                throw refused(path, schema.version(), wanted);
            }
            schema.require(tables, database);
            return new Opened(database, schema);
        } catch (StoreException e) {
            try {
                database.close();
            } catch (StoreException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    private Path work() throws StoreException {
        return work != null ? work : NativeLibraries.directory().resolveSibling("work");
    }

    private StoreException refused(Path path, StoreVersion found, StoreVersion wanted) {
        var problem = name(path) + " is no store of " + wanted.title();
        return switch (found) {
            case BLANK ->
                new StoreException(problem + ": there is nothing in it", "Name the file that the configuration names");
            case V0_7_3 ->
                new StoreException(
                        problem + ": it is one of " + found.title(), "Convert it first, or name it as the source");
            case V0_8_0 ->
                new StoreException(
                        problem + ": it is already one of " + found.title(),
                        "Name the store from before the upgrade, or nothing is to be done");
            case BOTH ->
                new StoreException(
                        problem + ": v0.8.0 has been started on it and may have damaged it",
                        "Go back to a backup from before that start");
            case FOREIGN ->
                new StoreException(
                        problem + ": its tables are not those of this mail server",
                        "Name the file that the configuration names");
        };
    }

    /**
     * Opens a v0.8.0 store for changing records in it as a server does: others may read beside it. For stand-ins of a
     * server.
     */
    public StoreEditor openServing(Path path) throws StoreException {
        return SqliteStoreEditor.open(name(path), target(path), SqliteStoreEditor.Sharing.WITH_READERS);
    }

    @Override
    public StoreEditor openEditor(Path path) throws StoreException {
        return SqliteStoreEditor.open(name(path), target(path), SqliteStoreEditor.Sharing.NONE);
    }

    /** The file, once it is known that v0.8.0 has made it. */
    private StoreFile target(Path path) throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(path, StoreVersion.BLANK, StoreVersion.V0_8_0);
        }
        // To open it for writing would play its log into a store of any version.
        if (!isTargetWithoutItsLog(file)) {
            open(path, StoreVersion.V0_8_0, Table.ofV080()).database().close();
        }
        return file;
    }

    /** Spares a copy of a large store: where the tables are in the file already, its log need not be read for them. */
    private static boolean isTargetWithoutItsLog(StoreFile file) throws StoreException {
        try {
            if (!file.hasUnfinishedWork() || StoreFile.size(file.journal()) > 0) {
                return false;
            }
            try (var database = OpenDatabase.openWithoutLog(file)) {
                return Schema.read(database).version() == StoreVersion.V0_8_0;
            }
        } catch (StoreInUseException e) {
            throw e;
        } catch (IOException | StoreException e) {
            return false;
        }
    }

    @Override
    public RecordSink createTarget(Path path) throws StoreException {
        return new SqliteRecordSink(name(path), NewDatabase.begin(blank(path), Table.ofV080()));
    }

    @Override
    public SourceWriter createSource(Path path) throws StoreException {
        return new SqliteSourceWriter(NewDatabase.begin(blank(path), Table.ofV073()));
    }

    /** The absolute path, if a new store may be put there. */
    private Path blank(Path path) throws StoreException {
        var absolute = path.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(absolute)) {
            throw new StoreException(path + " is a symbolic link", "Name the file that it points to");
        }
        var found = detect(absolute);
        if (found != StoreVersion.BLANK) {
            throw new StoreException(
                    "Cannot make a new store at " + name(path) + ", which is " + describe(found),
                    "Name a path where nothing is yet");
        }
        try {
            for (var suffix : List.of("-wal", "-journal")) {
                if (StoreFile.size(StoreFile.beside(absolute, suffix)) > 0) {
                    throw new StoreException(
                            "Beside " + path + " lies " + StoreFile.beside(absolute, suffix)
                                    + ", which SQLite would play into the new store",
                            "Name another path, or move that file away if you know what it belongs to");
                }
            }
            if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && Files.size(absolute) > 0) {
                throw new StoreException(
                        "At " + path + " lies a database without tables", "Remove it, or name another path");
            }
            return absolute;
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot look at " + path, e);
        }
    }

    private static String describe(StoreVersion version) {
        return switch (version) {
            case BLANK -> "blank";
            case V0_7_3, V0_8_0 -> "a store of " + version.title();
            case BOTH -> "a store of " + version.title();
            case FOREIGN -> "a database of another program";
        };
    }

    private String name(Path path) {
        return scheme() + ":" + path;
    }
}
