package dev.drydock.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that lets nobody through without a password, and leads every name to one port of this machine. */
final class ConnectProxy implements AutoCloseable {

    static final String LOGIN = "anna:geheim";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int target;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    ConnectProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The first line of every request that was let through. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client) {
            var head = head(client.getInputStream());
            var login = Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
            if (!head.contains("Proxy-Authorization: Basic " + login)) {
                say(
                        client,
                        List.of(
                                "HTTP/1.1 407 Who are you",
                                "Proxy-Authenticate: Basic realm=test",
                                "Connection: close"));
                return;
            }
            asked.add(head.lines().findFirst().orElse(""));
            say(client, List.of("HTTP/1.1 200 Go on"));
            try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                var toServer = threads.submit(() -> pump(client.getInputStream(), server.getOutputStream()));
                pump(server.getInputStream(), client.getOutputStream());
                toServer.cancel(true);
            }
        } catch (IOException e) {
            // The client has what it wanted, and is gone.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var one = in.read();
            if (one < 0) {
                throw new IOException("gone");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    private static void say(Socket client, List<String> lines) throws IOException {
        client.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static Void pump(InputStream in, OutputStream out) throws IOException {
        in.transferTo(out);
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
