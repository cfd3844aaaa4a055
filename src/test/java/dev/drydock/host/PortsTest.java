package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void findsDifferentFreePorts() throws Exception {
        var ports = Ports.findFree(20);

        assertThat(ports).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void seesAPortInUseOnOneAddressOnly() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 1, loopback)) {
            var port = server.getLocalPort();
            var address = new InetSocketAddress(loopback, port);

            assertThat(Ports.isFree(port)).isFalse();
            assertThat(Ports.inUse(List.of(port))).containsExactly(port);
            assertThat(Ports.answers(address, Duration.ofSeconds(10))).isTrue();
            server.close();
            assertThat(Ports.isFree(port)).isTrue();
            assertThat(Ports.answers(address, Duration.ofSeconds(10))).isFalse();
        }
    }
}
