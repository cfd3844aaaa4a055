package dev.drydock.upgrade.blueprint;

import org.jspecify.annotations.Nullable;

/**
 * A store of tables on an SQL server, and where they go. Who asks for them, and with which password, the configuration says
 * at any time.
 *
 * @param server its address, for people
 * @param database that the configuration names
 * @param schema that the tables lie in; null where the server has none
 * @param old schema, or database, that the tables of the old store lie in afterwards
 * @param inDatabase whether {@code old} is a database, else it is a schema of the same one
 */
public record StoredTables(
        String server, String database, @Nullable String schema, String old, boolean inDatabase) {

    String place() {
        return "database " + database + (schema == null ? "" : ", schema " + schema) + " on " + server;
    }

    String oldPlace() {
        return inDatabase
                ? "database " + old + " on " + server
                : "schema " + old + " of database " + database + " on " + server;
    }
}
