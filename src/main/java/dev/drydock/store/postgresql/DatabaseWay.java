package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingScript;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.KeepingWay;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.TableKeeping;

/** The whole database gets another name, and a new one is made in its place: the vendor's way. */
final class DatabaseWay implements KeepingWay {

    @Override
    public String name() {
        return "database";
    }

    @Override
    public String title() {
        return "The whole database, under another name";
    }

    @Override
    public String help() {
        return "A new database with the same owner, locale, grants and settings takes its place; needs the right to make"
                + " databases, and nobody connected";
    }

    @Override
    public String does(String database, String aside) {
        return "Gives database " + database + " the name " + aside + ", with all that is in it, and makes a new "
                + database + " like it; nothing is copied";
    }

    @Override
    public boolean isInDatabase() {
        return true;
    }

    @Override
    public boolean carriesOthers() {
        return true;
    }

    @Override
    public TableKeeping keeping(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return new DatabaseKeeping(place, worker, terms);
    }

    @Override
    public KeepingChecks checks(SqlPlace place, SqlPlace worker, KeepingTerms terms) throws StoreException {
        var dialect = new PostgresDialect();
        return new DatabaseChecks(
                place, worker.inSchema(new Catalogue(dialect, worker).home(place, terms.aside())), terms);
    }

    @Override
    public KeepingScript script(String home, KeepingTerms terms) {
        return new KeepingScript(SchemaWay.blank(home), aside(terms), back(terms));
    }

    /** What psql is connected to at first is the database of the mail server, by its name. */
    private static String aside(KeepingTerms terms) {
        return """
            \\set mail :DBNAME
            \\connect postgres
            SELECT format('ALTER DATABASE %%I RENAME TO %%I', :'mail', %1$s)
              WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = %1$s) \\gexec
            -- grants and settings of the old database are to be given to the new one by hand
            SELECT format('CREATE DATABASE %%I OWNER %%I TEMPLATE template0 ENCODING %%L LC_COLLATE %%L LC_CTYPE %%L',
                :'mail', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype)
              FROM pg_database WHERE datname = %1$s
              AND NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = :'mail') \\gexec""".formatted(Names.literal(terms.aside()));
    }

    private static String back(KeepingTerms terms) {
        return """
            \\set mail :DBNAME
            \\connect postgres
            SELECT format('ALTER DATABASE %%I RENAME TO %%I', :'mail', %2$s || CASE WHEN EXISTS
                (SELECT 1 FROM pg_database WHERE datname = %2$s) THEN '_' || extract(epoch FROM now())::bigint ELSE '' END)
              WHERE EXISTS (SELECT 1 FROM pg_database WHERE datname = %1$s)
              AND EXISTS (SELECT 1 FROM pg_database WHERE datname = :'mail') \\gexec
            SELECT format('ALTER DATABASE %%I RENAME TO %%I', %1$s, :'mail')
              WHERE EXISTS (SELECT 1 FROM pg_database WHERE datname = %1$s) \\gexec""".formatted(Names.literal(terms.aside()), Names.literal(terms.keptNew()));
    }
}
