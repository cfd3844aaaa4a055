package dev.drydock.store.sql;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.NativeLibraries;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A store in a database of an SQL server. That a mail server is at work on it cannot be seen, as it holds no lock:
 * {@link #otherSessions()} tells who is connected.
 */
public final class SqlStore implements PlacedStore {

    private final SqlConnector connector;
    private final @Nullable Path work;

    /**
     * Connects to nothing yet.
     *
     * @param work where temporary files go, made when it is needed; null for {@code work} under the home
     */
    public SqlStore(SqlDialect dialect, SqlPlace place, @Nullable Path work) {
        this.connector = new SqlConnector(dialect, place);
        this.work = work;
    }

    @Override
    public String name() {
        return connector.name();
    }

    public SqlPlace place() {
        return connector.place();
    }

    @Override
    public StoreVersion detect() throws StoreException {
        try (var snapshot = Snapshot.take(connector)) {
            return Schema.read(snapshot).version();
        }
    }

    @Override
    public RecordSource openSource() throws StoreException {
        var snapshot = open(StoreVersion.V0_7_3, StoreTable.ofV073());
        try {
            var others = connector.dialect().otherTables(snapshot.connection());
            // Directories and lookups of a configuration may read tables of their own from the same database.
            var remarks = others.stream()
                    .map(table -> "Table \"" + table + "\" is no part of the mail store and is not converted")
                    .toList();
            return new SqlRecordSource(name(), new TableReader(snapshot), name(), remarks);
        } catch (SQLException e) {
            throw SqlConnector.closed(snapshot.connection(), connector.reading("the list of tables", e));
        }
    }

    @Override
    public TargetStore openTarget() throws StoreException {
        return new SqlTargetStore(name(), new TableReader(open(StoreVersion.V0_8_0, StoreTable.ofV080())));
    }

    private Snapshot open(StoreVersion wanted, List<StoreTable> tables) throws StoreException {
        var snapshot = Snapshot.take(connector);
        try {
            var schema = Schema.read(snapshot);
            if (schema.version() != wanted) {
                throw WrongVersion.of(name(), schema.version(), wanted, "it has none of its tables", "the database");
            }
            schema.tables().require(tables, name());
            return snapshot;
        } catch (StoreException e) {
            throw SqlConnector.closed(snapshot.connection(), e);
        }
    }

    @Override
    public long indexRowsLeft() throws StoreException {
        try (var snapshot = Snapshot.take(connector)) {
            return snapshot.count(StoreTable.of(Letter.INDEX_QUEUE));
        }
    }

    @Override
    public StoreEditor openEditor() throws StoreException {
        return openEditor(true);
    }

    /**
     * Opens a v0.8.0 store for changing records in it as a server does, of which several may work on it. For stand-ins of a
     * server.
     */
    public StoreEditor openServing() throws StoreException {
        return openEditor(false);
    }

    private StoreEditor openEditor(boolean alone) throws StoreException {
        open(StoreVersion.V0_8_0, StoreTable.ofV080()).close();
        var connection = connector.connect();
        try {
            if (alone) {
                connector.requireLock(connection);
            }
            return new SqlStoreEditor(connector, connection);
        } catch (SQLException e) {
            throw SqlConnector.closed(connection, connector.failed("Cannot open " + name() + " for changing it", e));
        } catch (StoreException e) {
            throw SqlConnector.closed(connection, e);
        }
    }

    @Override
    public RecordSink createTarget() throws StoreException {
        return new SqlRecordSink(name(), begin(StoreTable.ofV080()));
    }

    @Override
    public SuccessorSink createSuccessor(RecordSource old, Progress progress) throws StoreException {
        return createSuccessor(old, false, progress);
    }

    /**
     * The same, for being put in the place of the old store by a {@link TableSuccession}.
     *
     * @param contentsBehind whether contents are not copied, but go over with their table, as {@link ContentsBehind} says
     */
    public SuccessorSink createSuccessor(RecordSource old, boolean contentsBehind, Progress progress)
            throws StoreException {
        if (!(old instanceof SqlRecordSource source
                && source.tables() instanceof TableReader reader
                && reader.snapshot()
                        .dialect()
                        .scheme()
                        .equals(connector.dialect().scheme())
                && reader.snapshot()
                        .connector()
                        .place()
                        .server()
                        .equals(connector.place().server()))) {
            return PlacedStore.super.createSuccessor(old, progress);
        }
        requireBlank();
        var snapshot = reader.snapshot();
        var tables = connector
                .dialect()
                .successorTables(
                        connector,
                        StoreTable.ofV080(),
                        work(),
                        snapshot.connector().place(),
                        snapshot.connection());
        try {
            return new SqlSuccessor(name(), tables, source, contentsBehind, progress);
        } catch (StoreException | RuntimeException e) {
            tables.close();
            throw e;
        }
    }

    @Override
    public SourceWriter createSource() throws StoreException {
        return new SqlSourceWriter(begin(StoreTable.ofV073()));
    }

    private NewTables begin(List<StoreTable> tables) throws StoreException {
        requireBlank();
        return connector.dialect().newTables(connector, tables, work());
    }

    private Path work() throws StoreException {
        return work != null ? work : NativeLibraries.directory().resolveSibling("work");
    }

    private void requireBlank() throws StoreException {
        var found = detect();
        if (found != StoreVersion.BLANK) {
            throw new StoreException(
                    "Cannot make a new store at " + name() + ", which is "
                            + (found == StoreVersion.FOREIGN
                                    ? "a database with such tables of another program"
                                    : "a store of " + found.title()),
                    "Name a database or schema in which nothing is yet");
        }
    }

    /** What its tables take on the server's disk, as far as the server says. */
    public OptionalLong bytes() throws StoreException {
        return new Questions(connector).ask("the size of the tables", connector.dialect()::bytes);
    }

    /** How many bytes its server has ever written to its log of changes, as far as it says. */
    public OptionalLong logWritten() throws StoreException {
        return new Questions(connector).ask("the log of changes", connector.dialect()::logWritten);
    }

    /** Who else is connected to the database at this moment, as far as the account may see. */
    public List<OtherSession> otherSessions() throws StoreException {
        try (var connection = connector.connect()) {
            return connector.dialect().otherSessions(connection);
        } catch (SQLException e) {
            throw connector.reading("the list of sessions", e);
        }
    }
}
