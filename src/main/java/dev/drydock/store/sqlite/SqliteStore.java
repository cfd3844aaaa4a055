package dev.drydock.store.sqlite;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.NativeLibraries;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.SqlRecordSink;
import dev.drydock.store.sql.SqlRecordSource;
import dev.drydock.store.sql.SqlSourceWriter;
import dev.drydock.store.sql.SqlSuccessor;
import dev.drydock.store.sql.SqlTargetStore;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.WrongVersion;
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
        var opened = open(StoreVersion.V0_7_3, StoreTable.ofV073());
        // Directories and lookups of a configuration may read tables of their own from the same file.
        var remarks = opened.schema().othersThan(StoreTable.ofV073()).stream()
                .map(table ->
                        "Table \"" + table + "\" is no part of the mail store and is not converted; if a directory or"
                                + " lookup in the configuration reads it with SQL, let that read the old file")
                .toList();
        var database = opened.database();
        return new SqlRecordSource(
                name(), new TableReader(database), database.path().toString(), remarks);
    }

    @Override
    public TargetStore openTarget() throws StoreException {
        var opened = open(StoreVersion.V0_8_0, StoreTable.ofV080());
        return new SqlTargetStore(name(), new TableReader(opened.database()));
    }

    @Override
    public long indexRowsLeft() throws StoreException {
        var file = StoreFile.find(path);
        if (file == null) {
            throw refused(StoreVersion.BLANK, StoreVersion.V0_8_0);
        }
        return LiveDatabase.rows(file, StoreTable.of(Letter.INDEX_QUEUE));
    }

    private record Opened(OpenDatabase database, Schema schema) {}

    private Opened open(StoreVersion wanted, List<StoreTable> tables) throws StoreException {
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
            schema.tables().require(tables, database.path().toString());
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
        return WrongVersion.of(name(), found, wanted, "there is nothing in it", "the file");
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
            open(StoreVersion.V0_8_0, StoreTable.ofV080()).database().close();
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
        return new SqlRecordSink(name(), NewDatabase.begin(blank(), StoreTable.ofV080()));
    }

    @Override
    public SuccessorSink createSuccessor(RecordSource old, Progress progress) throws StoreException {
        if (!(old instanceof SqlRecordSource source && source.tables() instanceof TableReader reader)) {
            return PlacedStore.super.createSuccessor(old, progress);
        }
        var database = NewDatabase.beside(blank(), StoreTable.ofV080(), reader.database(), progress);
        try {
            return new SqlSuccessor(name(), new SqliteSuccessorTables(database), source, false, progress);
        } catch (StoreException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public SourceWriter createSource() throws StoreException {
        return new SqlSourceWriter(NewDatabase.begin(blank(), StoreTable.ofV073()));
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
