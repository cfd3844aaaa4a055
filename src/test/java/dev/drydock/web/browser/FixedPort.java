package dev.drydock.web.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1 to leave and come back to. */
public final class FixedPort {

    /**
     * Below those that Linux gives to connections by itself, so that none takes the port while nobody listens there; and
     * below those of sandboxes, whose servers leave theirs and come back, too.
     */
    private static final int FIRST = 10_000;

    private static final int LAST = 20_000;
    private static final int TRIES = 100;

    private FixedPort() {}

    /** One that nobody listens on. */
    public static int free() throws IOException {
        for (var tries = 1; ; tries++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }
}
