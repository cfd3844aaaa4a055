package dev.drydock.store.postgresql;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.ContentsBehind;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.ScratchKeys;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessionScript;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.TableSuccession;
import dev.drydock.store.sql.WatchedSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the new store in a schema of its own; one transaction moves the old tables out and the new ones in. */
public final class SchemaSuccession implements TableSuccession {

    private static final List<String> CONTENTS =
            List.of(StoreTable.of(Space.BLOBS).name());
    private static final List<String> BEHIND = List.of(ContentsBehind.CONTENTS, ContentsBehind.LEFT);

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
                exchange(session, home, found.oldInPlace());
            }
            if (SchemaKeeping.exists(connection, terms.building())) {
                SchemaKeeping.dropIfEmpty(session, terms.building());
            }
            session.commit();
        });
    }

    private void exchange(WatchedSession session, String home, List<String> old) throws SQLException, StoreException {
        if (!exists(session, terms.building(), ContentsBehind.CONTENTS)) {
            SchemaKeeping.move(session, home, old, terms.aside());
            SchemaKeeping.move(session, terms.building(), StoreTable.namesOfV080(), home);
            return;
        }
        grantAlike(session, home);
        SchemaKeeping.move(session, home, without(old, CONTENTS), terms.aside());
        SchemaKeeping.move(session, terms.building(), without(StoreTable.namesOfV080(), CONTENTS), home);
        SchemaKeeping.move(session, terms.building(), CONTENTS, terms.aside());
        SchemaKeeping.move(session, terms.building(), BEHIND, terms.aside());
        behind(session, home, session::update).clean();
    }

    /** Who may use the table that goes over may use the one that the old store gets in its place. */
    private void grantAlike(WatchedSession session, String home) throws SQLException, StoreException {
        var grants = new ArrayList<String>();
        try (var statement = session.connection()
                .prepareStatement("SELECT a.privilege_type,"
                        + " CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,"
                        + " CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END"
                        + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a"
                        + " WHERE n.nspname = ? AND c.relname = ? AND a.grantee <> c.relowner")) {
            statement.setString(1, home);
            statement.setString(2, CONTENTS.get(0));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    grants.add("GRANT " + rows.getString(1) + " ON " + Names.list(terms.building(), CONTENTS) + " TO "
                            + rows.getString(2) + rows.getString(3));
                }
            }
        }
        for (var grant : grants) {
            session.execute(grant);
        }
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(name -> !some.contains(name)).toList();
    }

    private static boolean exists(WatchedSession session, String schema, String table) throws SQLException {
        try (var statement = session.connection()
                .prepareStatement("SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = ?")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private ContentsBehind behind(WatchedSession session, String home, ScratchKeys.Update update) {
        var table = StoreTable.of(Space.BLOBS).name();
        var contents = Names.qualified(terms.aside(), ContentsBehind.CONTENTS);
        return new ContentsBehind(
                new SqlConnector(dialect, place),
                session.connection(),
                new ContentsBehind.Names(
                        Names.qualified(terms.aside(), table),
                        Names.qualified(home, table),
                        contents,
                        contents,
                        " ORDER BY k",
                        Names.qualified(terms.aside(), ContentsBehind.LEFT)),
                update);
    }

    private static long lasting(WatchedSession session, String sql) throws SQLException {
        var rows = session.update(sql);
        session.connection().commit();
        return rows;
    }

    @Override
    public Optional<ContentsBehind.Outcome> copyContentsBack(Watch watch, Progress progress) throws StoreException {
        var outcome = new ArrayList<ContentsBehind.Outcome>();
        keeping.change("Cannot copy contents back to the old store of ", watch, (session, home) -> {
            if (exists(session, terms.aside(), ContentsBehind.CONTENTS)) {
                var behind = behind(session, home, statement -> lasting(session, statement));
                outcome.add(behind.copy(new PostgresBytes(), progress));
                behind.finish();
            }
        });
        return outcome.stream().findFirst();
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
            // All of it is Drydock's, and made by a transaction that came to its end.
            for (var table : BEHIND) {
                session.execute("DROP TABLE IF EXISTS " + Names.qualified(terms.building(), table));
            }
            keeping.drop(session, terms.building());
        }
    }

    static SuccessionScript script(String home, KeepingTerms terms, boolean contentsBehind) {
        var exchange = """
            DO $drydock$ BEGIN
              IF to_regclass(%s) IS NULL THEN
                IF to_regclass(%s) IS NULL THEN
                  RAISE EXCEPTION 'The new store is not built yet: start Drydock, or go back';
                END IF;
                CREATE SCHEMA %s;
            %s
                DROP SCHEMA %s;
              END IF;
            END $drydock$;""".formatted(
                        Names.literal(Names.qualified(
                                terms.aside(), StoreTable.namesOfV073().get(0))),
                        Names.literal(Names.qualified(terms.building(), "p")),
                        Names.quote(terms.aside()),
                        contentsBehind ? behind(home, terms) : whole(home, terms),
                        Names.quote(terms.building()));
        return new SuccessionScript(exchange, "DROP SCHEMA IF EXISTS " + Names.quote(terms.building()) + " CASCADE;");
    }

    private static String whole(String home, KeepingTerms terms) {
        return moves(home, StoreTable.namesOfV073(), terms.aside()) + "\n"
                + moves(terms.building(), StoreTable.namesOfV080(), home);
    }

    private static String behind(String home, KeepingTerms terms) {
        return String.join(
                "\n",
                moves(home, without(StoreTable.namesOfV073(), CONTENTS), terms.aside()),
                moves(terms.building(), without(StoreTable.namesOfV080(), CONTENTS), home),
                moves(terms.building(), CONTENTS, terms.aside()),
                moves(terms.building(), BEHIND, terms.aside()),
                "    DELETE FROM " + Names.list(home, CONTENTS) + " WHERE k IN (SELECT k FROM "
                        + Names.qualified(terms.aside(), ContentsBehind.LEFT) + ");",
                "    DROP TABLE " + Names.qualified(terms.aside(), ContentsBehind.LEFT) + ";");
    }

    /** The statements that move tables, a line for each. */
    static String moves(String from, List<String> tables, String to) {
        return tables.stream()
                .map(table ->
                        "    ALTER TABLE " + Names.qualified(from, table) + " SET SCHEMA " + Names.quote(to) + ";")
                .collect(Collectors.joining("\n"));
    }
}
