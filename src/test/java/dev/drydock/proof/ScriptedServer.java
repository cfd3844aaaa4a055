package dev.drydock.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that says to each connection what a test has laid down, and keeps what it is told. */
final class ScriptedServer implements AutoCloseable {

    /** What it does with a connection. */
    @FunctionalInterface
    interface Script {
        void play(Conversation conversation) throws IOException;
    }

    /** One connection. */
    record Conversation(BufferedReader in, OutputStream out, List<String> heard) {

        void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** The next line that the client sends. */
        String hear() throws IOException {
            var line = in.readLine();
            if (line == null) {
                throw new IOException("the client is gone");
            }
            heard.add(line);
            return line;
        }

        /** Answers a command of IMAP: the lines, then OK with its tag. */
        void answer(String... lines) throws IOException {
            var tag = hear().split(" ", -1)[0];
            for (var line : lines) {
                say(line + "\r\n");
            }
            say(tag + " OK done\r\n");
        }
    }

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Script script;

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        var thread = new Thread(this::serve, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                script.play(new Conversation(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                        socket.getOutputStream(),
                        heard));
            } catch (IOException e) {
                // The client has heard enough, or the test is over.
            }
        }
    }

    Endpoint endpoint(Endpoint.Protocol protocol) {
        return new Endpoint(
                "scripted",
                protocol,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()),
                Endpoint.TlsMode.PLAIN,
                "mail.example.org");
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
