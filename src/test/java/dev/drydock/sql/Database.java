package dev.drydock.sql;

/**
 * A database of a test server and an account that may use it.
 *
 * @param name of the database
 */
public record Database(String host, int port, String name, String user, String password) {

    /** The same account at another database of the server. */
    public Database named(String other) {
        return new Database(host, port, other, user, password);
    }

    /** The same with what may be a wrong password. */
    public Database withPassword(String other) {
        return new Database(host, port, name, user, other);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + name + " on " + host + ":" + port;
    }
}
