package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingScript;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.KeepingWay;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessionScript;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.TableSuccession;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The old tables go to a schema of their own in the same database. */
final class SchemaWay implements KeepingWay {

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public String title() {
        return "A schema of its own, in the same database";
    }

    @Override
    public String help() {
        return "Only the six tables of the mail store move, in one transaction; whatever else the database holds stays";
    }

    @Override
    public String does(String database, String aside) {
        return "Moves the six tables of the store to the schema " + aside + " of database " + database
                + ", in one transaction; nothing is copied, and whatever else is there stays";
    }

    @Override
    public boolean isInDatabase() {
        return false;
    }

    @Override
    public TableKeeping keeping(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return new SchemaKeeping(place, worker, terms);
    }

    @Override
    public KeepingChecks checks(SqlPlace place, SqlPlace worker, KeepingTerms terms) throws StoreException {
        return new SchemaChecks(place, worker.inSchema(new PostgresDialect().home(place)), terms);
    }

    @Override
    public Optional<TableSuccession> succession(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return Optional.of(new SchemaSuccession(place, worker, terms));
    }

    @Override
    public SuccessionScript successionScript(String home, KeepingTerms terms, boolean contentsBehind) {
        return SchemaSuccession.script(home, terms, contentsBehind);
    }

    @Override
    public KeepingScript script(String home, KeepingTerms terms) {
        return new KeepingScript(blank(home), aside(home, terms), back(home, terms));
    }

    static String blank(String home) {
        return """
            DO $drydock$ BEGIN
              IF EXISTS (SELECT 1 FROM unnest(ARRAY[%s]) t WHERE to_regclass(%s || '.' || t) IS NOT NULL) THEN
                RAISE EXCEPTION 'Tables of a store lie there already: go back instead';
              END IF;
            END $drydock$;""".formatted(literals(StoreTable.everyName()), Names.literal(Names.quote(home)));
    }

    private static String aside(String home, KeepingTerms terms) {
        return """
            DO $drydock$ BEGIN
              IF to_regclass(%s) IS NULL THEN
                CREATE SCHEMA %s;
            %s
              END IF;
            END $drydock$;""".formatted(
                        Names.literal(Names.qualified(
                                terms.aside(), StoreTable.namesOfV073().get(0))),
                        Names.quote(terms.aside()),
                        SchemaSuccession.moves(home, StoreTable.namesOfV073(), terms.aside()));
    }

    private static String back(String home, KeepingTerms terms) {
        return """
            DO $drydock$ DECLARE
              home text := %s;
              aside text := %s;
              kept text := %s;
              t text;
            BEGIN
              IF to_regclass(quote_ident(aside) || '.' || %s) IS NULL THEN
                RETURN;
              END IF;
              IF to_regclass(quote_ident(aside) || '.drydock_contents') IS NOT NULL THEN
                -- contents that went over to the new store, as far as they are not back
                EXECUTE format('INSERT INTO %%I.t SELECT h.k, h.v FROM %%I.t h JOIN %%I.drydock_contents c ON c.k = h.k'
                  || ' WHERE NOT EXISTS (SELECT 1 FROM %%I.t o WHERE o.k = h.k)', aside, home, aside, aside);
                EXECUTE format('DROP TABLE %%I.drydock_contents', aside);
              END IF;
              WHILE to_regnamespace(quote_ident(kept)) IS NOT NULL LOOP
                kept := kept || '_again';
              END LOOP;
              FOREACH t IN ARRAY ARRAY[%s] LOOP
                IF to_regclass(quote_ident(home) || '.' || t) IS NOT NULL THEN
                  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %%I', kept);
                  EXECUTE format('ALTER TABLE %%I.%%I SET SCHEMA %%I', home, t, kept);
                END IF;
              END LOOP;
              FOREACH t IN ARRAY ARRAY[%s] LOOP
                EXECUTE format('ALTER TABLE %%I.%%I SET SCHEMA %%I', aside, t, home);
              END LOOP;
              BEGIN
                EXECUTE format('DROP SCHEMA %%I', aside);
              EXCEPTION WHEN dependent_objects_still_exist THEN
                RAISE NOTICE 'Schema %% holds more than the store, and stays', aside;
              END;
            END $drydock$;""".formatted(
                        Names.literal(home),
                        Names.literal(terms.aside()),
                        Names.literal(terms.keptNew()),
                        Names.literal(StoreTable.namesOfV073().get(0)),
                        literals(StoreTable.everyName()),
                        literals(StoreTable.namesOfV073()));
    }

    private static String literals(List<String> texts) {
        return texts.stream().map(Names::literal).collect(Collectors.joining(", "));
    }
}
