package dev.drydock.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/**
 * Ports on 127.0.0.1 that the server of a sandbox listens on.
 *
 * @param imaps IMAP with TLS from the start
 * @param https HTTP with TLS from the start
 */
public record SandboxPorts(int smtp, int imap, int imaps, int http, int https) {

    private static final int COUNT = 5;

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
