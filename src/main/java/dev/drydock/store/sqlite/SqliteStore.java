package dev.drydock.store.sqlite;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.NativeLibraries;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that is one SQLite file, with the files that SQLite keeps beside it. */
public final class SqliteStore implements PlacedStore {

    private final Path path;
    private final @Nullable Path work;

    /**
     * @param work where copies go of a store that was not closed cleanly, made when it is needed; null for {@code work}
     *     under the home
     */
    SqliteStore(Path path, @Nullable Path work) {
        this.path = path;
        this.work = work;
    }

    @Override
    public String name() {
        return SqliteStoreDriver.SCHEME + ":" + path;
    }

    @Override
    public StoreVersion detect() throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            return StoreVersion.BLANK;
        }
        try (var database = OpenDatabase.open(file, work())) {
            return Schema.read(database).version();
        }
    }

    @Override
    public RecordSource openSource() throws StoreException {
        var opened = open(StoreVersion.V0_7_3, Table.ofV073());
        return new SqliteRecordSource(name(), new TableReader(opened.database()), opened.schema());
    }

    @Override
    public TargetStore openTarget() throws StoreException {
        var opened = open(StoreVersion.V0_8_0, Table.ofV080());
        return new SqliteTargetStore(name(), new TableReader(opened.database()));
    }

    @Override
    public long indexRowsLeft() throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(StoreVersion.BLANK, StoreVersion.V0_8_0);
        }
        return LiveDatabase.rows(file, Table.of(Letter.INDEX_QUEUE));
    }

    private record Opened(OpenDatabase database, Schema schema) {}

    private Opened open(StoreVersion wanted, List<Table> tables) throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(StoreVersion.BLANK, wanted);
        }
        var database = OpenDatabase.open(file, work());
        try {
            var schema = Schema.read(database);
            if (schema.version() != wanted) {
                throw refused(schema.version(), wanted);
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

    private StoreException refused(StoreVersion found, StoreVersion wanted) {
        var problem = name() + " is no store of " + wanted.title();
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
    public StoreEditor openServing() throws StoreException {
        return SqliteStoreEditor.open(name(), target(), SqliteStoreEditor.Sharing.WITH_READERS);
    }

    @Override
    public StoreEditor openEditor() throws StoreException {
        return SqliteStoreEditor.open(name(), target(), SqliteStoreEditor.Sharing.NONE);
    }

    /** The file, once it is known that v0.8.0 has made it. */
    private StoreFile target() throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(StoreVersion.BLANK, StoreVersion.V0_8_0);
        }
        // To open it for writing would play its log into a store of any version.
        if (!isTargetWithoutItsLog(file)) {
            open(StoreVersion.V0_8_0, Table.ofV080()).database().close();
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
    public RecordSink createTarget() throws StoreException {
        return new SqliteRecordSink(name(), NewDatabase.begin(blank(), Table.ofV080()));
    }

    @Override
    public SourceWriter createSource() throws StoreException {
        return new SqliteSourceWriter(NewDatabase.begin(blank(), Table.ofV073()));
    }

    /** The absolute path, if a new store may be put there. */
    private Path blank() throws StoreException {
        var absolute = path.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(absolute)) {
            throw new StoreException(path + " is a symbolic link", "Name the file that it points to");
        }
        var found = new SqliteStore(absolute, work).detect();
        if (found != StoreVersion.BLANK) {
            throw new StoreException(
                    "Cannot make a new store at " + name() + ", which is " + describe(found),
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
}
