package dev.drydock.store.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a store lies on an SQL server, and who asks for it.
 *
 * @param timeout how long to wait for the server to answer to a connection
 * @param schema of PostgreSQL: where its tables lie; null for what the account's search path finds, as the mail server
 *     looks for them. Null for MySQL, which has none
 */
public record SqlPlace(
        ServerAddress server,
        String user,
        Password password,
        Tls tls,
        Duration timeout,
        String database,
        @Nullable String schema) {

    /** As long as the mail server waits unless told otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);

    /** The place as an admin writes it, behind the name of the backend and a colon; no password is in it. */
    public String location() {
        return SqlLocation.of(this);
    }

    /** The same place, asked for by another account. */
    public SqlPlace as(String otherUser, Password otherPassword) {
        return new SqlPlace(server, otherUser, otherPassword, tls, timeout, database, schema);
    }

    /** The same account in another database, where its search path is what it is. */
    public SqlPlace inDatabase(String other) {
        return new SqlPlace(server, user, password, tls, timeout, other, null);
    }

    /** The same account in a schema of the same database. */
    public SqlPlace inSchema(String other) {
        return new SqlPlace(server, user, password, tls, timeout, database, other);
    }

    /** The whole seconds of the timeout, at least one. */
    public int timeoutSeconds() {
        return (int) Math.max(1, Math.min(timeout.toSeconds(), 3_600));
    }
}
