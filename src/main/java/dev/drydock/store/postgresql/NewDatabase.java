package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.WatchedSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a database like another one but for what is in it: owner, encoding, locale, tablespace, grants, settings, and the
 * schema in which the mail server makes its tables. Each part may be repeated.
 *
 * @param model name of the other one
 * @param name of the new one
 */
record NewDatabase(String model, String name) {

    /** Settings that are lists of names, and are stored as they are to be written. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "local_preload_libraries",
            "unix_socket_directories");

    /** What has come with later versions is null in earlier ones. */
    private static final String MAKE = "SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING %L"
            + " LC_COLLATE %L LC_CTYPE %L CONNECTION LIMIT %s', ?, pg_get_userbyid(d.datdba),"
            + " pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, d.datconnlimit)"
            // To name it takes a right that nobody needs for the one of the template.
            + " || CASE WHEN d.dattablespace = m.dattablespace THEN '' ELSE format(' TABLESPACE %I', t.spcname) END"
            + " || CASE j.d->>'datlocprovider'"
            + " WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(j.d->>'datlocale', j.d->>'daticulocale'))"
            + " WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', j.d->>'datlocale')"
            + " WHEN 'c' THEN ' LOCALE_PROVIDER libc' ELSE '' END"
            + " FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace"
            + " JOIN pg_database m ON m.datname = 'template0',"
            + " LATERAL (SELECT to_jsonb(d) AS d) j WHERE d.datname = ?";

    /** Grants of one object as statements, with what everybody has by default taken away first. */
    private static final String GRANTS = "SELECT format('GRANT %s ON KIND %I TO %s%s', a.privilege_type, ?,"
            + " CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,"
            + " CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)"
            + " FROM CATALOGUE o, aclexplode(o.ACL) a WHERE o.NAME = ? ORDER BY 1";

    private static final String SETTINGS = "SELECT CASE s.setrole WHEN 0 THEN format('ALTER DATABASE %I', ?)"
            + " ELSE format('ALTER ROLE %I IN DATABASE %I', pg_get_userbyid(s.setrole), ?) END,"
            + " split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)"
            + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) c"
            + " WHERE d.datname = ?";

    /** Makes it with its grants and settings, over a connection to a third one. */
    void make(WatchedSession session) throws SQLException, StoreException {
        var connection = session.connection();
        if (!Catalogue.exists(connection, name)) {
            session.execute(ask(connection, MAKE, name, model).get(0));
        }
        var grants = ask(
                connection,
                GRANTS.replace("KIND", "DATABASE")
                        .replace("CATALOGUE", "pg_database")
                        .replace("ACL", "datacl")
                        .replace("NAME", "datname"),
                name,
                model);
        if (!grants.isEmpty()) {
            session.execute("REVOKE ALL ON DATABASE " + Names.quote(name) + " FROM PUBLIC");
        }
        for (var grant : grants) {
            session.execute(grant);
        }
        for (var setting : settings(connection)) {
            session.execute(setting);
        }
    }

    private List<String> settings(Connection connection) throws SQLException {
        var statements = new ArrayList<String>();
        try (var statement = connection.prepareStatement(SETTINGS)) {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.setString(3, model);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var value = rows.getString(3);
                    statements.add(rows.getString(1) + " SET " + Names.quote(rows.getString(2)) + " TO "
                            + (LISTS.contains(rows.getString(2)) ? value : Names.literal(value)));
                }
            }
        }
        return statements;
    }

    /**
     * Makes the schema of the mail server, with its owner and grants.
     *
     * @param old connection to the model
     * @param made connection to the new one
     */
    static void makeHome(Connection old, WatchedSession made, String home) throws SQLException, StoreException {
        for (var schema : new TreeSet<>(List.of("public", home))) {
            if (!SchemaKeeping.exists(made.connection(), schema)) {
                var owner = ask(old, "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = ?", schema);
                if (owner.isEmpty()) {
                    continue;
                }
                made.execute("CREATE SCHEMA " + Names.quote(schema) + " AUTHORIZATION " + Names.quote(owner.get(0)));
            }
            if (!grants(old, schema).equals(grants(made.connection(), schema))) {
                made.execute("REVOKE ALL ON SCHEMA " + Names.quote(schema) + " FROM PUBLIC");
                for (var grant : grants(old, schema)) {
                    made.execute(grant);
                }
            }
        }
    }

    private static List<String> grants(Connection connection, String schema) throws SQLException {
        return ask(
                connection,
                GRANTS.replace("KIND", "SCHEMA")
                        .replace("CATALOGUE", "pg_namespace")
                        .replace("ACL", "nspacl")
                        .replace("NAME", "nspname"),
                schema,
                schema);
    }

    private static List<String> ask(Connection connection, String query, String... parameters) throws SQLException {
        var answers = new ArrayList<String>();
        try (var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
        }
        return answers;
    }

    /** Makes and removes a table as the mail server would, which proves that it can work there. */
    static void prove(Connection asServer) throws SQLException {
        var scratch = "drydock_" + Questions.one(asServer, "SELECT pg_backend_pid()");
        try (var statement = asServer.createStatement()) {
            statement.execute("CREATE TABLE " + scratch + " (k BYTEA PRIMARY KEY)");
            statement.execute("DROP TABLE " + scratch);
        }
    }
}
