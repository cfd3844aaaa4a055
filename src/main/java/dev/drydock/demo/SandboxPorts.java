package dev.drydock.demo;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports on 127.0.0.1 that the server of a sandbox listens on.
 *
 * @param imaps IMAP with TLS from the start
 * @param https HTTP with TLS from the start
 */
public record SandboxPorts(int smtp, int imap, int imaps, int http, int https) {

    private static final int COUNT = 5;

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

    /** Ports that are free now; somebody else may take them before the server does. */
    static SandboxPorts free() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < COUNT; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new SandboxPorts(ports[0], ports[1], ports[2], ports[3], ports[4]);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
