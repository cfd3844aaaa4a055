package dev.drydock.store.sql;

/**
 * Somebody else who is connected to a database.
 *
 * @param pid what the server calls the session by, as it takes it to end one
 * @param application as it calls itself; empty where it does not
 * @param address where it comes from; empty for a local one
 */
public record OtherSession(long pid, String user, String application, String address) {

    /** For people, such as {@code 812: user stalwart, application psql, from 10.0.0.7}. */
    @Override
    public String toString() {
        return pid + ": user " + user + (application.isEmpty() ? "" : ", application " + application)
                + (address.isEmpty() ? ", from the server itself" : ", from " + address);
    }
}
