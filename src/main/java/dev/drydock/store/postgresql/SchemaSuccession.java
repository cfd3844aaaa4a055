package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessionScript;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.TableSuccession;
import dev.drydock.store.sql.WatchedSession;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Builds the new store in a schema of its own; one transaction moves the old tables out and the new ones in. */
public final class SchemaSuccession implements TableSuccession {

    private final PostgresDialect dialect = new PostgresDialect();
    private final SqlPlace place;
    private final SchemaKeeping keeping;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store; its account fills the new one, and owns it
     * @param worker the account that moves the tables
     */
    public SchemaSuccession(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        this.place = place;
        this.keeping = new SchemaKeeping(place, worker, terms);
        this.terms = terms;
    }

    @Override
    public SqlPlace building() {
        return place.inSchema(terms.building());
    }

    @Override
    public void prepare(Watch watch) throws StoreException {
        keeping.change("Cannot make a place to build a new store beside ", watch, (session, home) -> {
            var found = keeping.find(session.connection(), home);
            if (!found.requireOldToSetAside(home)) {
                throw new StoreException(
                        "The old store is aside already, so no new one is built",
                        "Go on with the new one, or go back first");
            }
            abandon(session);
            keeping.makeSchema(
                    session, terms.building(), SchemaKeeping.owner(session.connection(), home, found.oldInPlace()));
            session.execute("GRANT USAGE, CREATE ON SCHEMA " + Names.quote(terms.building()) + " TO "
                    + Names.quote(place.user()));
            session.commit();
        });
    }

    @Override
    public void exchange(Watch watch) throws StoreException {
        keeping.change("Cannot put a new store in the place of ", watch, (session, home) -> {
            var connection = session.connection();
            var found = keeping.find(connection, home);
            if (found.requireOldToSetAside(home)) {
                TableSuccession.requireWhole(dialect, keeping.tablesIn(connection, terms.building()), terms.building());
                keeping.makeSchema(session, terms.aside(), SchemaKeeping.owner(connection, home, found.oldInPlace()));
                SchemaKeeping.move(session, home, found.oldInPlace(), terms.aside());
                SchemaKeeping.move(session, terms.building(), names(), home);
            }
            if (SchemaKeeping.exists(connection, terms.building())) {
                SchemaKeeping.dropIfEmpty(session, terms.building());
            }
            session.commit();
        });
    }

    private static List<String> names() {
        return StoreTable.ofV080().stream().map(StoreTable::name).toList();
    }

    @Override
    public void abandon(Watch watch) throws StoreException {
        keeping.change("Cannot delete what was built beside ", watch, (session, home) -> {
            abandon(session);
            session.commit();
        });
    }

    private void abandon(WatchedSession session) throws SQLException, StoreException {
        if (SchemaKeeping.exists(session.connection(), terms.building())) {
            keeping.drop(session, terms.building());
        }
    }

    static SuccessionScript script(String home, KeepingTerms terms) {
        var exchange = """
            DO $drydock$ BEGIN
              IF to_regclass(%s) IS NULL THEN
                IF to_regclass(%s) IS NULL THEN
                  RAISE EXCEPTION 'The new store is not built yet: start Drydock, or go back';
                END IF;
                CREATE SCHEMA %s;
            %s
            %s
                DROP SCHEMA %s;
              END IF;
            END $drydock$;""".formatted(
                        Names.literal(Names.qualified(
                                terms.aside(), StoreTable.namesOfV073().get(0))),
                        Names.literal(Names.qualified(terms.building(), "p")),
                        Names.quote(terms.aside()),
                        moves(home, StoreTable.namesOfV073(), terms.aside()),
                        moves(terms.building(), names(), home),
                        Names.quote(terms.building()));
        return new SuccessionScript(exchange, "DROP SCHEMA IF EXISTS " + Names.quote(terms.building()) + " CASCADE;");
    }

    private static String moves(String from, List<String> tables, String to) {
        return tables.stream()
                .map(table ->
                        "    ALTER TABLE " + Names.qualified(from, table) + " SET SCHEMA " + Names.quote(to) + ";")
                .collect(Collectors.joining("\n"));
    }
}
