package dev.drydock.store.sql;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What an SQL server says of itself.
 *
 * @param product such as {@code PostgreSQL 18.1}
 * @param readOnly whether it takes no changes, as a standby does
 * @param storeBytes what the six tables take on its disk, with their indexes; empty where it does not say
 * @param limits settings that apply to the account of the mail server, by their names
 * @param roundTrip how long a statement that does nothing takes, the median of several
 * @param keepsSessions false where statements of one session reach several of the server, as through a pooler
 * @param freeBytes of the disk that the tables lie on; empty where it cannot be known
 */
public record ServerFacts(
        String product,
        boolean readOnly,
        OptionalLong storeBytes,
        Map<String, String> limits,
        Duration roundTrip,
        boolean keepsSessions,
        OptionalLong freeBytes) {

    public ServerFacts {
        limits = new TreeMap<>(limits);
    }
}
