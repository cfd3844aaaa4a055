package dev.drydock.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request written as it stands and its whole answer, for what a well-behaved HTTP client will not send, such as a
 * Host header that names another machine.
 */
record HttpExchange(int status, List<String> headers, String body) {

    /** Asks for {@code target} with these header lines and no others, except that the connection is to be closed. */
    static HttpExchange get(int port, String target, String... headerLines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
            Arrays.stream(headerLines).forEach(line -> request.append(line).append("\r\n"));
            request.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static HttpExchange parse(String answer) {
        var headEnd = answer.indexOf("\r\n\r\n");
        var head = answer.substring(0, headEnd).lines().toList();
        var status =
                Integer.parseInt(head.get(0).substring("HTTP/1.1 ".length()).substring(0, 3));
        return new HttpExchange(status, head.subList(1, head.size()), answer.substring(headEnd + 4));
    }

    Optional<String> header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }
}
