package dev.drydock.store.sql;

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
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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
            return new SqlRecordSource(name(), new TableReader(snapshot), others);
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
                throw refused(schema.version(), wanted);
            }
            schema.require(tables, name());
            return snapshot;
        } catch (StoreException e) {
            throw SqlConnector.closed(snapshot.connection(), e);
        }
    }

    private StoreException refused(StoreVersion found, StoreVersion wanted) {
        var problem = name() + " is no store of " + wanted.title();
        return switch (found) {
            case BLANK ->
                new StoreException(
                        problem + ": it has none of its tables", "Name the database that the configuration names");
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
                        "Name the database that the configuration names");
        };
    }

    @Override
    public long indexRowsLeft() throws StoreException {
        try (var snapshot = Snapshot.take(connector)) {
            return snapshot.count(StoreTable.of(Letter.INDEX_QUEUE));
        }
    }

    @Override
    public StoreEditor openEditor() throws StoreException {
        open(StoreVersion.V0_8_0, StoreTable.ofV080()).close();
        var connection = connector.connect();
        try {
            if (!connector.dialect().lock(connection, connector.place())) {
                throw new StoreInUseException(
                        name() + " is being changed by another Drydock", "Wait until it is done, or end it");
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
    public SourceWriter createSource() throws StoreException {
        return new SqlSourceWriter(begin(StoreTable.ofV073()));
    }

    private NewTables begin(List<StoreTable> tables) throws StoreException {
        var found = detect();
        if (found != StoreVersion.BLANK) {
            throw new StoreException(
                    "Cannot make a new store at " + name() + ", which is "
                            + (found == StoreVersion.FOREIGN
                                    ? "a database with such tables of another program"
                                    : "a store of " + found.title()),
                    "Name a database or schema in which nothing is yet");
        }
        return connector
                .dialect()
                .newTables(
                        connector,
                        tables,
                        work != null ? work : NativeLibraries.directory().resolveSibling("work"));
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
