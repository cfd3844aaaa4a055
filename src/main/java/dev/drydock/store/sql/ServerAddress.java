package dev.drydock.store.sql;

import java.util.regex.Pattern;

/**
 * Where an SQL server listens.
 *
 * @param host a name or an IP address, without brackets
 */
public record ServerAddress(String host, int port) {

    static final int GREATEST_PORT = 65_535;

    /** Names and numbers; what else a host could be called would be read as more than a host by a driver. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*)|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    /** Whether there can be such an address. */
    public static boolean isOne(String host, int port) {
        return HOST.matcher(host).matches() && port >= 1 && port <= GREATEST_PORT;
    }

    public ServerAddress {
        if (!isOne(host, port)) {
            throw new IllegalArgumentException("host \"" + host + "\", port " + port);
        }
    }

    /** As in a URL: an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
