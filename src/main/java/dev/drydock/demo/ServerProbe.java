package dev.drydock.demo;

import dev.drydock.installation.configuration.BindAddress;
import dev.drydock.installation.configuration.Listener;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks whether a server answers on its ports: with a greeting where that costs no TLS, else by taking the connection. */
final class ServerProbe {

    private static final int PATIENCE_MILLIS = 5_000;

    private ServerProbe() {}

    /** The exit status: 0 where all that speak IMAP or HTTP answer. */
    static int of(List<Listener> listeners, PrintWriter out) {
        for (var listener : listeners) {
            for (var address : listener.addresses()) {
                try {
                    ask(listener, address);
                } catch (IOException e) {
                    out.println(listener.id() + " on " + address + " does not answer: " + e.getMessage());
                    return StandIn.FAILED;
                }
            }
        }
        return StandIn.DONE;
    }

    @SuppressWarnings("AddressSelection") // Numbers, never a name.
    private static void ask(Listener listener, BindAddress address) throws IOException {
        var protocol = listener.protocol();
        if (protocol != Listener.Protocol.IMAP && protocol != Listener.Protocol.HTTP) {
            return;
        }
        var host = address.isEverywhere() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(address.address());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, address.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (listener.implicitTls()) {
                return;
            }
            if (protocol == Listener.Protocol.HTTP) {
                socket.getOutputStream()
                        .write("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            var expected = protocol == Listener.Protocol.HTTP ? "HTTP/1.1 200" : "* OK";
            var begin = new String(socket.getInputStream().readNBytes(expected.length()), StandardCharsets.US_ASCII);
            if (!begin.equals(expected)) {
                throw new IOException("it says " + begin);
            }
        }
    }
}
