package dev.drydock.host;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** TCP ports of this machine. */
public final class Ports {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int MOST = 200;

    private Ports() {}

    /** Which of these ports somebody listens on, on any address of the machine. */
    public static List<Integer> inUse(Collection<Integer> ports) {
        return ports.stream().filter(port -> !isFree(port)).toList();
    }

    /**
     * Whether nobody listens on the port: it is taken for an instant. Where this account may not take it, as with ports
     * below 1024, a port that nobody answers on at the loopback addresses counts as free.
     */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // Without an address that is all of them, with IPv6 where the machine has it.
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (BindException e) {
            var isTaken = String.valueOf(e.getMessage()).contains("in use");
            return !isTaken && !answers(loopback("127.0.0.1", port), ANSWER) && !answers(loopback("::1", port), ANSWER);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody takes a connection at this address within the time. */
    public static boolean answers(SocketAddress address, Duration limit) {
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(Math.max(1, limit.toMillis())));
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Different ports that are free on the loopback address now; nothing keeps others from taking them. */
    public static List<Integer> findFree(int count) throws HostException {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException(count + " ports are wanted, and " + MOST + " are the most");
        }
        var sockets = new ArrayList<ServerSocket>();
        try {
            var ports = new ArrayList<Integer>();
            for (var i = 0; i < count; i++) {
                // All are held until the last is found, so that they differ.
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } catch (IOException e) {
            throw new HostException("No free port was found: " + e.getMessage(), "See what uses them with ss -ltn", e);
        } finally {
            for (var socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It was never used.
                }
            }
        }
    }

    private static InetSocketAddress loopback(String address, int port) {
        return new InetSocketAddress(address, port);
    }
}
