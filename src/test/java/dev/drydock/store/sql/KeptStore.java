package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.RecordSource;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.mysql.RenameKeeping;
import dev.drydock.store.postgresql.SchemaKeeping;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** What a real v0.7.3 server left, in a database with things of others, and the account that keeps it. */
public record KeptStore(SqlServerKind kind, Database database, Path work) {

    private static final byte[] KEY = {1, 2, 3};

    private static final List<String> POSTGRESQL = List.of(
            "SELECT replace(n.nspname, 'OLD', 'public'), c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relacl::text"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
            "SELECT (SELECT relname FROM pg_class c WHERE c.oid = conrelid), conname, pg_get_constraintdef(oid) FROM pg_constraint",
            "SELECT datname, datacl::text, pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'DB'",
            "SELECT nspname, nspacl::text FROM pg_namespace WHERE nspname <> 'OLD' AND nspname NOT LIKE 'pg\\_%'");

    private static final List<String> MYSQL = List.of(
            "SELECT replace(table_schema, 'OLD', 'DB'), table_name, table_type, engine, table_collation"
                    + " FROM information_schema.tables WHERE table_schema IN ('DB', 'OLD')",
            "SELECT replace(table_schema, 'OLD', 'DB'), table_name, column_name, column_type, column_key, is_nullable"
                    + " FROM information_schema.columns WHERE table_schema IN ('DB', 'OLD')",
            "SELECT replace(table_schema, 'OLD', 'DB'), table_name, constraint_name, constraint_type"
                    + " FROM information_schema.table_constraints WHERE table_schema IN ('DB', 'OLD')",
            "SELECT grantee, table_schema, table_name, privilege_type FROM information_schema.table_privileges"
                    + " WHERE table_schema IN ('DB', 'OLD')",
            "SELECT schema_name, default_collation_name FROM information_schema.schemata WHERE schema_name = 'DB'");

    /** What is of others, and is to stay as it is while v0.8.0 works beside it. */
    private static final List<String> OTHERS_OF_POSTGRESQL = List.of(
            "SELECT c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relacl::text,"
                    + " CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END FROM pg_class c"
                    + " WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^[a-z](_.*)?$'",
            "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'",
            "SELECT datname, datacl::text, pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'DB'",
            "SELECT nspname, nspacl::text FROM pg_namespace WHERE nspname = 'public'",
            "SELECT 'numbers', last_value, is_called FROM numbers");

    private static final List<String> OTHERS_OF_MYSQL = List.of(
            "SELECT table_name, table_type, engine, table_collation FROM information_schema.tables"
                    + " WHERE table_schema = 'DB' AND char_length(table_name) > 1",
            "SELECT table_name, column_name, column_type, column_key FROM information_schema.columns"
                    + " WHERE table_schema = 'DB' AND char_length(table_name) > 1",
            "SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = 'DB'",
            "SELECT table_name, constraint_name, constraint_type FROM information_schema.table_constraints"
                    + " WHERE table_schema = 'DB' AND char_length(table_name) > 1",
            "SELECT grantee, table_name, privilege_type FROM information_schema.table_privileges"
                    + " WHERE table_schema = 'DB'",
            "SELECT grantee, privilege_type FROM information_schema.schema_privileges WHERE table_schema = 'DB'",
            "SELECT schema_name, default_collation_name FROM information_schema.schemata WHERE schema_name = 'DB'");

    private static final List<String> ROWS = List.of(
            "SELECT 'account', name FROM accounts",
            "SELECT 'alias', name FROM aliases",
            "SELECT 'name', name FROM names");

    public static KeptStore make(SqlServerKind kind, Path work) throws Exception {
        var database = kind.get().create(SqlStores.fixture(kind), "v0.7.3");
        var reader = database.name() + "_r";
        var made = new KeptStore(kind, database, work);
        made.execute(
                "CREATE TABLE accounts (name VARCHAR(20) PRIMARY KEY)",
                "CREATE TABLE aliases (name VARCHAR(20), FOREIGN KEY (name) REFERENCES accounts (name))",
                "CREATE VIEW names AS SELECT name FROM accounts",
                "INSERT INTO accounts VALUES ('anna'), ('bert')",
                "INSERT INTO aliases VALUES ('bert')");
        if (kind.isPostgresql()) {
            kind.get().administrate(List.of("CREATE ROLE " + reader));
            made.execute(
                    "CREATE SEQUENCE numbers",
                    "SELECT setval('numbers', 41)",
                    "GRANT SELECT ON v, t, accounts TO " + reader);
        } else {
            var name = database.name();
            if (kind == SqlServerKind.MARIADB) {
                made.execute("CREATE SEQUENCE numbers START WITH 41", "SELECT NEXT VALUE FOR numbers");
            }
            // Not the one that a server would give a database by itself.
            made.execute("ALTER DATABASE " + name + " COLLATE utf8mb4_unicode_ci");
            kind.get()
                    .administrate(List.of(
                            "CREATE USER " + reader,
                            "GRANT SELECT ON " + name + ".v TO " + reader,
                            "GRANT SELECT ON " + name + ".accounts TO " + reader));
        }
        return made;
    }

    public void execute(String... statements) throws Exception {
        try (var connection = kind.get().connect(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public String asideName() {
        return database.name() + "_old";
    }

    public String keptName() {
        return database.name() + "_new";
    }

    /** On MySQL an administrator, as the account of the mail server may make no database. */
    public SqlPlace worker() throws Exception {
        return SqlStores.place(
                kind.isPostgresql() ? database : kind.get().administrator().named(database.name()));
    }

    TableKeeping keeping() throws Exception {
        return keeping(asideName());
    }

    TableKeeping keeping(String aside) throws Exception {
        var terms = new KeepingTerms(aside, keptName(), Duration.ofSeconds(1), false, false);
        return kind.isPostgresql()
                ? new SchemaKeeping(SqlStores.place(database), worker(), terms)
                : new RenameKeeping(worker(), terms);
    }

    public SqlStore at(SqlPlace place) {
        return SqlStores.store(kind, place, work);
    }

    public SqlStore store() {
        return SqlStores.store(kind, database, work);
    }

    /** As v0.8.0 does at its start, and one setting. */
    void makeNewStore() throws Exception {
        try (var sink = store().createTarget()) {
            sink.put(Letter.SETTING, KEY, KEY);
            sink.commit();
        }
    }

    /** The store that was set aside, as an administrator sees it. */
    public SqlStore old() throws Exception {
        return at(keeping().aside());
    }

    /** Whether anything has the name under which the old store is kept. */
    public boolean isAside() throws Exception {
        return keeping().isKept(TableKeeping.Kept.OLD);
    }

    /** Deletes what a way back has kept of the new store, which must be there. */
    public void discardNew(String name) throws Exception {
        var terms = KeepingTerms.of(asideName(), name);
        var keeping = kind.isPostgresql()
                ? new SchemaKeeping(SqlStores.place(database), worker(), terms)
                : new RenameKeeping(worker(), terms);
        assertThat(keeping.isKept(TableKeeping.Kept.NEW)).as(name).isTrue();
        keeping.discard(TableKeeping.Kept.NEW, TableKeeping.Watch.NONE);
        assertThat(keeping.isKept(TableKeeping.Kept.NEW)).as(name).isFalse();
    }

    public Fixture fixture() {
        return SqlStores.fixture(kind);
    }

    public long checksum(SqlStore store) throws Exception {
        return sum(store);
    }

    /** Of all keys and values. */
    public static long sum(SqlStore store) throws Exception {
        try (var source = store.openSource()) {
            return checksum(source);
        }
    }

    /** Of all keys and values. */
    public long checksum(SqlPlace place) throws Exception {
        return checksum(at(place));
    }

    private static long checksum(RecordSource source) throws Exception {
        var sum = new CRC32();
        for (var space : List.of(Space.VALUES, Space.COUNTERS, Space.INDEXES, Space.LOGS, Space.BLOBS)) {
            try (var records = source.scan(space)) {
                while (records.next()) {
                    sum.update(records.key());
                    sum.update(records.value());
                }
            }
        }
        try (var bitmaps = source.bitmaps()) {
            while (bitmaps.next()) {
                sum.update(bitmaps.key());
                bitmaps.documents()
                        .forEach((int document) ->
                                sum.update(ByteBuffer.allocate(4).putInt(0, document)));
            }
        }
        return sum.getValue();
    }

    /** All that the catalogue says of tables, constraints, owners and grants, whichever of the two places they are in. */
    public List<String> catalogue() throws Exception {
        return asked(kind.get().administrator().named(database.name()), kind.isPostgresql() ? POSTGRESQL : MYSQL);
    }

    /** What others have in the database: the catalogue of it, and its rows, as the mail server's account reads them. */
    public List<String> others() throws Exception {
        var all = new ArrayList<>(asked(
                kind.get().administrator().named(database.name()),
                kind.isPostgresql() ? OTHERS_OF_POSTGRESQL : OTHERS_OF_MYSQL));
        all.addAll(asked(database, ROWS));
        if (kind == SqlServerKind.MARIADB) {
            all.addAll(asked(database, List.of("SELECT 'numbers', next_not_cached_value FROM numbers")));
        }
        return all;
    }

    /** How the database of the old store keeps text, and how the one that it is kept in does, on MySQL. */
    public List<String> collations() throws Exception {
        return asked(
                kind.get().administrator().named(database.name()),
                List.of("SELECT default_character_set_name, default_collation_name FROM information_schema.schemata"
                        + " WHERE schema_name IN ('DB', 'OLD')"));
    }

    private List<String> asked(Database by, List<String> queries) throws Exception {
        var found = new TreeSet<String>();
        try (var connection = kind.get().connect(by);
                var statement = connection.createStatement()) {
            for (var query : queries) {
                try (var rows = statement.executeQuery(
                        query.replace("DB", database.name()).replace("OLD", asideName()))) {
                    while (rows.next()) {
                        var line = new StringBuilder();
                        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            line.append(rows.getString(i)).append(' ');
                        }
                        found.add(line.toString());
                    }
                }
            }
        }
        return List.copyOf(found);
    }
}
