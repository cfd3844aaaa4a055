package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @Test
    void tellsTheAccountOfWhoeverListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();

            assertThat(Listeners.accounts(port)).containsExactly(own());
        }
        assertThat(Listeners.accounts(port)).isEmpty();
    }

    private static Long own() throws Exception {
        return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    }
}
