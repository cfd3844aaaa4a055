package dev.drydock.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Hands messages over to a server by SMTP (RFC 5321). */
final class SmtpClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    /** Opens a session as a stranger. */
    SmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        expect("220");
        command("EHLO client.example.com", "250");
    }

    /** Opens a session as one of the accounts of the fixtures, which may send to everybody. */
    SmtpClient(int port, String account) throws IOException {
        this(port);
        var login = "\0" + account + "\0secret-" + account;
        command("AUTH PLAIN " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)), "235");
    }

    /** Sends a message whose lines end in LF and of which none begins with a dot. */
    void send(String from, List<String> recipients, String message) throws IOException {
        command("MAIL FROM:<" + from + ">", "250");
        for (var recipient : recipients) {
            command("RCPT TO:<" + recipient + ">", "250");
        }
        command("DATA", "354");
        command(message.replace("\n", "\r\n") + "\r\n.", "250");
    }

    private void command(String command, String expected) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        expect(expected);
    }

    private void expect(String code) throws IOException {
        var line = in.readLine();
        while (line != null && line.startsWith("-", 3)) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new AssertionError("expected " + code + ", the server answered " + line);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
