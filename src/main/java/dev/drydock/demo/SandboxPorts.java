package dev.drydock.demo;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports on 127.0.0.1 that the server of a sandbox listens on.
 *
 * @param imaps IMAP with TLS from the start
 * @param https HTTP with TLS from the start
 */
public record SandboxPorts(int smtp, int imap, int imaps, int http, int https) {

    private static final int COUNT = 5;

    private static final int FIRST = 20_000;
    private static final int PLACE = 100;
    private static final int PLACES = 120;

    /** What keeps other processes away from the place of this one, once it has one. */
    private static @Nullable DatagramSocket claim;

    /** How far into its place this process has given ports; it begins anywhere, since stopped demos may lie there. */
    private static int next = ThreadLocalRandom.current().nextInt(PLACE);

    /** Those that stand in the configuration of a sandbox. */
    static SandboxPorts of(Path configuration) throws IOException {
        try {
            var view = ServerView.ofService().withEnvironment(Map.of());
            var ports = new HashMap<String, Integer>();
            for (var listener : Configuration.of(ConfigurationFile.read(configuration), view)
                    .listeners()) {
                listener.addresses().forEach(address -> ports.put(listener.id(), address.port()));
            }
            return new SandboxPorts(
                    port(ports, "smtp"),
                    port(ports, "imap"),
                    port(ports, "imaptls"),
                    port(ports, "http"),
                    port(ports, "https"));
        } catch (ConfigurationException e) {
            throw new IOException("There is no sandbox: " + e.getMessage(), e);
        }
    }

    private static int port(Map<String, Integer> ports, String listener) throws IOException {
        var port = ports.get(listener);
        if (port == null) {
            throw new IOException("This is no sandbox, for it has no listener " + listener);
        }
        return port;
    }

    /**
     * Ports that are free now. They lie below those that Linux gives to connections by itself, so that none takes them
     * while the server is stopped. Each process that makes sandboxes has a place of its own to find them in, and gives a
     * port again only after all others of its place, since nobody may listen on those it has given yet.
     */
    public static synchronized SandboxPorts free() throws IOException {
        var place = place();
        var free = new ArrayList<Integer>();
        for (var tries = 0; tries < PLACE && free.size() < COUNT; tries++) {
            var port = place + next;
            next = (next + 1) % PLACE;
            if (isFree(port)) {
                free.add(port);
            }
        }
        if (free.size() < COUNT) {
            throw new IOException("Of the ports " + place + " to " + (place + PLACE - 1) + " of 127.0.0.1 not " + COUNT
                    + " are free; end what listens there, such as earlier demos");
        }
        return new SandboxPorts(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
    }

    /**
     * The first port of the place of this process. It holds the UDP port of the same number until it ends: process ids are
     * no help, because those of containers on one network are alike.
     */
    private static int place() throws SocketException {
        for (var tries = 0; claim == null; tries++) {
            var place = FIRST + (int) ((ProcessHandle.current().pid() + tries) % PLACES) * PLACE;
            try {
                claim = new DatagramSocket(place, InetAddress.getLoopbackAddress());
            } catch (SocketException e) {
                if (tries == PLACES) {
                    throw e;
                }
            }
        }
        return claim.getLocalPort();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
