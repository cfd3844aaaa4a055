package dev.drydock.store.mysql;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.ContentsBehind;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessionScript;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.TableSuccession;
import dev.drydock.store.sql.WatchedSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the new store in a database of its own; one RENAME TABLE moves the old tables out and the new ones in. */
public final class RenameSuccession implements TableSuccession {

    private final MysqlDialect dialect = new MysqlDialect();
    private final SqlPlace worker;
    private final RenameKeeping keeping;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param worker the place of the store, with an account that may also make the other databases; it fills the new store,
     *     whose tables have no owner
     */
    public RenameSuccession(SqlPlace worker, KeepingTerms terms) {
        this.worker = worker;
        this.keeping = new RenameKeeping(worker, terms);
        this.terms = terms;
    }

    @Override
    public SqlPlace building() {
        return worker.inDatabase(terms.building());
    }

    @Override
    public void prepare(Watch watch) throws StoreException {
        keeping.change("Cannot make a place to build a new store beside ", watch, session -> {
            if (!keeping.find(session.connection()).requireOldToSetAside(keeping.home())) {
                throw new StoreException(
                        "The old store is aside already, so no new one is built",
                        "Go on with the new one, or go back first");
            }
            abandon(session);
            keeping.makeDatabase(session, terms.building());
        });
    }

    @Override
    public void exchange(Watch watch) throws StoreException {
        keeping.change("Cannot put a new store in the place of ", watch, session -> {
            var connection = session.connection();
            var found = keeping.find(connection);
            if (found.requireOldToSetAside(keeping.home())) {
                TableSuccession.requireWhole(dialect, built(connection), terms.building());
                if (found.oldAside().isEmpty()) {
                    keeping.makeDatabase(session, terms.aside());
                }
                RenameKeeping.rename(session, moves(session, found.oldInPlace()));
            }
            if (exists(session, terms.aside(), ContentsBehind.LEFT)) {
                behind(session).clean();
            }
            RenameKeeping.dropIfEmpty(session, terms.building());
        });
    }

    private List<String> moves(WatchedSession session, List<String> old) throws SQLException {
        return moves(keeping.home(), terms, old, exists(session, terms.building(), ContentsBehind.CONTENTS));
    }

    private static List<String> moves(String home, KeepingTerms terms, List<String> old, boolean contentsBehind) {
        if (!contentsBehind) {
            var moves = new ArrayList<>(RenameKeeping.moves(home, old, terms.aside()));
            moves.addAll(RenameKeeping.moves(terms.building(), StoreTable.namesOfV080(), home));
            return moves;
        }
        var contents = StoreTable.of(Space.BLOBS).name();
        var moves = new ArrayList<>(RenameKeeping.moves(home, without(old, contents), terms.aside()));
        moves.addAll(RenameKeeping.moves(terms.building(), without(StoreTable.namesOfV080(), contents), home));
        moves.addAll(RenameKeeping.moves(
                terms.building(), List.of(contents, ContentsBehind.CONTENTS, ContentsBehind.LEFT), terms.aside()));
        return moves;
    }

    private static List<String> without(List<String> all, String one) {
        return all.stream().filter(name -> !name.equals(one)).toList();
    }

    private static boolean exists(WatchedSession session, String database, String table) throws SQLException {
        try (var statement = session.connection()
                .prepareStatement(
                        "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?")) {
            statement.setString(1, database);
            statement.setString(2, table);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private ContentsBehind behind(WatchedSession session) {
        var table = StoreTable.of(Space.BLOBS).name();
        var contents = Databases.qualified(terms.aside(), ContentsBehind.CONTENTS);
        return new ContentsBehind(
                new SqlConnector(dialect, worker),
                session.connection(),
                new ContentsBehind.Names(
                        Databases.qualified(terms.aside(), table),
                        Databases.qualified(keeping.home(), table),
                        contents,
                        contents + " FORCE INDEX (PRIMARY)",
                        "",
                        Databases.qualified(terms.aside(), ContentsBehind.LEFT)),
                session::update);
    }

    @Override
    public Optional<ContentsBehind.Outcome> copyContentsBack(Watch watch, Progress progress) throws StoreException {
        var outcome = new ArrayList<ContentsBehind.Outcome>();
        keeping.change("Cannot copy contents back to the old store of ", watch, session -> {
            if (exists(session, terms.aside(), ContentsBehind.CONTENTS)) {
                var behind = behind(session);
                outcome.add(behind.copy(new MysqlBytes(), progress));
                behind.finish();
            }
        });
        return outcome.stream().findFirst();
    }

    private Map<String, List<String>> built(Connection connection) throws SQLException {
        if (!Databases.exists(connection, terms.building())) {
            return Map.of();
        }
        connection.setCatalog(terms.building());
        var tables = dialect.letterTables(connection);
        connection.setCatalog(keeping.home());
        return tables;
    }

    @Override
    public void abandon(Watch watch) throws StoreException {
        keeping.change("Cannot delete what was built beside ", watch, this::abandon);
    }

    private void abandon(WatchedSession session) throws SQLException, StoreException {
        // All of it is Drydock's: a build that was cut off leaves tables under other names.
        if (Databases.exists(session.connection(), terms.building())) {
            session.execute("DROP DATABASE " + Databases.quote(terms.building()));
        }
    }

    private static String clean(String home, KeepingTerms terms) {
        var left = Databases.qualified(terms.aside(), ContentsBehind.LEFT);
        return """
            CREATE TABLE IF NOT EXISTS %1$s (k BLOB, PRIMARY KEY (k(400)));
            DELETE FROM %2$s WHERE k IN (SELECT k FROM %1$s);
            DROP TABLE %1$s;""".formatted(
                left, Databases.qualified(home, StoreTable.of(Space.BLOBS).name()));
    }

    static SuccessionScript script(String home, KeepingTerms terms, boolean contentsBehind) {
        var moves = moves(home, terms, StoreTable.namesOfV073(), contentsBehind);
        var exchange = """
            CREATE DATABASE IF NOT EXISTS %s;
            SET @sql = (SELECT IF(COUNT(*) = 0, %s, 'DO 0')
              FROM information_schema.tables WHERE table_schema = %s AND table_name COLLATE utf8_bin IN (%s));
            PREPARE move FROM @sql;
            EXECUTE move;
            %s
            DROP DATABASE IF EXISTS %s;""".formatted(
                        Databases.quote(terms.aside()),
                        RenameWay.literal("RENAME TABLE " + String.join(", ", moves)),
                        RenameWay.literal(terms.aside()),
                        RenameWay.literals(StoreTable.namesOfV073()),
                        contentsBehind ? clean(home, terms) : "",
                        Databases.quote(terms.building()));
        return new SuccessionScript(exchange, "DROP DATABASE IF EXISTS " + Databases.quote(terms.building()) + ";");
    }
}
