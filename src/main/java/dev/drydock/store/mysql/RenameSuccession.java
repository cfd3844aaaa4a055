package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingTerms;
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
                var moves = new ArrayList<>(RenameKeeping.moves(keeping.home(), found.oldInPlace(), terms.aside()));
                moves.addAll(RenameKeeping.moves(terms.building(), names(), keeping.home()));
                RenameKeeping.rename(session, moves);
            }
            RenameKeeping.dropIfEmpty(session, terms.building());
        });
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

    private static List<String> names() {
        return StoreTable.ofV080().stream().map(StoreTable::name).toList();
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

    static SuccessionScript script(String home, KeepingTerms terms) {
        var moves = new ArrayList<>(RenameKeeping.moves(home, StoreTable.namesOfV073(), terms.aside()));
        moves.addAll(RenameKeeping.moves(terms.building(), names(), home));
        var exchange = """
            CREATE DATABASE IF NOT EXISTS %s;
            SET @sql = (SELECT IF(COUNT(*) = 0, %s, 'DO 0')
              FROM information_schema.tables WHERE table_schema = %s AND table_name COLLATE utf8_bin IN (%s));
            PREPARE move FROM @sql;
            EXECUTE move;
            DROP DATABASE IF EXISTS %s;""".formatted(
                        Databases.quote(terms.aside()),
                        RenameWay.literal("RENAME TABLE " + String.join(", ", moves)),
                        RenameWay.literal(terms.aside()),
                        RenameWay.literals(StoreTable.namesOfV073()),
                        Databases.quote(terms.building()));
        return new SuccessionScript(exchange, "DROP DATABASE IF EXISTS " + Databases.quote(terms.building()) + ";");
    }
}
