package dev.drydock.upgrade.blueprint;

/**
 * A store of tables on an SQL server, and where they go. With which password they are asked for, the configuration says at
 * any time, and for an administrator the form of the backup.
 *
 * @param place as an admin writes it, such as {@code postgresql://USER@HOST/DATABASE}
 * @param oldPlace the same of the old store, once it is set aside
 * @param database that the mail server uses
 * @param home the schema that the mail server makes its tables in, or its database where the server has no schemas
 * @param kept name of the schema, or database, that holds the old store then
 * @param convertible whether a new store that is built beside the old one can take its place in one step, by the way in
 *     which the old one is kept
 */
public record StoredTables(
        String place, String oldPlace, String database, String home, String kept, boolean convertible) {}
