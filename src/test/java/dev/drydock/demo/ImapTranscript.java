package dev.drydock.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a server answers to a client that looks at everything in its mailboxes. */
final class ImapTranscript {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}\r\n$");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\* LIST \\(\\) \"/\" (\".*\")$");

    private final InputStream in;
    private final Socket socket;

    private ImapTranscript(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The answer to one command after the greeting. */
    static String answer(int port, String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var transcript = new ImapTranscript(socket);
            transcript.line();
            return transcript.send(command);
        }
    }

    /** Everything that an account sees; fails where it cannot log in. */
    static String of(int port, String account, String secret) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var transcript = new ImapTranscript(socket);
            transcript.line();
            transcript.succeed("LOGIN " + account + " " + secret);
            var list = transcript.succeed("LIST \"\" *");
            var all = new StringBuilder(list).append(transcript.succeed("LSUB \"\" *"));
            var listed = LISTED.matcher(list);
            while (listed.find()) {
                var name = listed.group(1);
                all.append(transcript.succeed("STATUS " + name + " (MESSAGES UIDNEXT UIDVALIDITY UNSEEN RECENT)"));
                all.append(transcript.succeed("EXAMINE " + name));
                all.append(transcript.succeed("UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])"));
            }
            return all.toString();
        }
    }

    private String succeed(String command) throws IOException {
        var answer = send(command);
        if (!answer.contains("\na OK") && !answer.startsWith("a OK")) {
            throw new AssertionError(command + ": " + answer);
        }
        return answer;
    }

    private String send(String command) throws IOException {
        socket.getOutputStream().write(("a " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
        var answer = new StringBuilder();
        while (true) {
            var line = line();
            answer.append(line);
            var literal = LITERAL.matcher(line);
            if (literal.find()) {
                answer.append(
                        new String(in.readNBytes(Integer.parseInt(literal.group(1))), StandardCharsets.ISO_8859_1));
                answer.append(line());
            } else if (line.startsWith("a ")) {
                return answer.toString();
            }
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
        }
        throw new AssertionError("the server has closed the connection after " + line);
    }
}
