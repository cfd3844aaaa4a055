package dev.drydock.upgrade.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which sockets listen on which TCP ports, from {@code /proc/net/tcp} and {@code tcp6}; see proc(5). */
final class ListeningPorts {

    /** slot, local address and port, remote ones, state LISTEN, queues, timer, retransmits, user, timeout, inode */
    private static final Pattern LISTENING = Pattern.compile(
            "\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A \\S+ \\S+ \\S+\\s+\\d+\\s+\\d+ (\\d+) .*");

    private final Map<Integer, Set<Long>> sockets = new HashMap<>();

    private ListeningPorts() {}

    static ListeningPorts read(Path proc) throws IOException {
        var ports = new ListeningPorts();
        for (var name : new String[] {"tcp", "tcp6"}) {
            var file = proc.resolve("net").resolve(name);
            if (Files.isReadable(file)) {
                Kernel.read(file).lines().forEach(ports::add);
            }
        }
        return ports;
    }

    private void add(String line) {
        var match = LISTENING.matcher(line);
        if (match.matches()) {
            sockets.computeIfAbsent(Integer.parseInt(match.group(1), 16), port -> new TreeSet<>())
                    .add(Long.parseLong(match.group(2)));
        }
    }

    /** Numbers of the sockets that listen on one of these ports. */
    Set<Long> sockets(Collection<Integer> ports) {
        var found = new TreeSet<Long>();
        ports.forEach(port -> found.addAll(sockets.getOrDefault(port, Set.of())));
        return found;
    }
}
