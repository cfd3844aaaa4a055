package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Who listens on a TCP port of this machine, as the kernel tells in {@code /proc/net/tcp}, see proc(5). */
public final class Listeners {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int OWNER = 7;

    private Listeners() {}

    /**
     * The accounts whose processes listen on the port, on any address.
     *
     * @return empty where nobody does
     */
    public static Set<Long> accounts(int port) throws IOException {
        var end = String.format(Locale.ROOT, ":%04X", port);
        var found = new TreeSet<Long>();
        for (var table : TABLES) {
            if (Files.exists(table)) {
                for (var line : Files.readAllLines(table)) {
                    var fields = line.strip().split("\\s+", -1);
                    if (fields.length > OWNER && fields[STATE].equals(LISTEN) && fields[LOCAL_ADDRESS].endsWith(end)) {
                        found.add(Long.parseLong(fields[OWNER]));
                    }
                }
            }
        }
        return found;
    }
}
