package dev.drydock.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A web server on a loopback port that gives one file, and can cut it, change it and lead astray. */
public final class ReleaseServer implements AutoCloseable {

    /** One request, as far as the tests look at it; null where a header was not sent. */
    public record Asked(String path, String range, String ifRange) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final String scheme;
    volatile byte[] content;
    volatile String tag = "\"one\"";
    volatile boolean ranges = true;
    volatile boolean lengthKnown = true;
    private final AtomicInteger cuts = new AtomicInteger();
    volatile int cutAfter = 1000;
    volatile String redirect = "";
    volatile int status = 200;
    volatile Runnable afterCut = () -> {};

    private ReleaseServer(HttpServer server, byte[] content, String scheme) {
        this.server = server;
        this.content = content;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves this. */
    public static ReleaseServer of(byte[] content) throws IOException {
        return new ReleaseServer(HttpServer.create(anyPort(), 0), content, "http");
    }

    static ReleaseServer tls(byte[] content, SSLContext tls) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ReleaseServer(server, content, "https");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Where it is. */
    public URI address() {
        return URI.create(scheme + "://127.0.0.1:" + port() + "/stalwart-mail.tar.gz");
    }

    /** What was asked of it, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Cuts the next answers short. */
    public void cut(int times, int after) {
        cutAfter = after;
        cuts.set(times);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var range = exchange.getRequestHeaders().getFirst("Range");
            var ifRange = exchange.getRequestHeaders().getFirst("If-Range");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-Length", "" + content.length);
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            asked.add(new Asked(exchange.getRequestURI().getPath(), range, ifRange));
            if (!redirect.isEmpty()) {
                exchange.getResponseHeaders().add("Location", redirect);
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            if (status != 200) {
                var now = status;
                status = now == 503 ? 200 : now;
                exchange.sendResponseHeaders(now, -1);
                return;
            }
            if (!tag.isEmpty()) {
                exchange.getResponseHeaders().add("ETag", tag);
            }
            var from = ranges && range != null && (ifRange == null || ifRange.equals(tag))
                    ? Integer.parseInt(range.replaceAll("\\D", ""))
                    : 0;
            if (from > 0) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            var body = Arrays.copyOfRange(content, from, content.length);
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, lengthKnown ? body.length : 0);
            if (cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.getResponseBody().write(body, 0, Math.min(cutAfter, body.length));
                exchange.getResponseBody().flush();
                afterCut.run();
                throw new IOException("cut");
            }
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
