package dev.drydock.web.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A page that a test has written, to see what is noticed of the faults in it. */
final class ServedPage implements AutoCloseable {

    private final HttpServer server;

    private ServedPage(HttpServer server) {
        this.server = server;
    }

    /** A page with this in its body, and nothing wrong with the rest. */
    static ServedPage of(String body) throws IOException {
        return withPolicy("default-src * data: 'unsafe-inline'", body);
    }

    /** The same with a content security policy. */
    static ServedPage withPolicy(String policy, String body) throws IOException {
        var page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Planted</title><link rel="icon" href="data:,"></head>
                <body><main><h1>Planted</h1>
                %s
                </main></body>
                </html>
                """.formatted(body);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, policy, page));
        server.start();
        return new ServedPage(server);
    }

    private static void answer(HttpExchange exchange, String policy, String page) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(page.getBytes(StandardCharsets.UTF_8));
                }
                // Asked for by the browser itself, whose fault would be taken for one of the page.
                case "/favicon.ico" -> exchange.sendResponseHeaders(204, -1);
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
