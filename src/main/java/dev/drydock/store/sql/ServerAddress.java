package dev.drydock.store.sql;

/**
 * Where an SQL server listens.
 *
 * @param host a name or an IP address, without brackets
 */
public record ServerAddress(String host, int port) {

    public ServerAddress {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("host \"" + host + "\", port " + port);
        }
    }

    /** As in a URL: an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
