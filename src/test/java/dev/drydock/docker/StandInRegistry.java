package dev.drydock.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for a registry, for no real one can be had: it serves one image over HTTP on a loopback address, which an Engine
 * takes without TLS. What it speaks is the reading half of the protocol of registries.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/api/">HTTP API V2</a>
 */
final class StandInRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String NAME = "mail-server";
    private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final int OWN_BYTES = 12 << 20;
    private static final int PIECE = 1 << 16;

    private final HttpServer server;
    private final Map<String, Path> blobs = new HashMap<>();
    private final byte[] manifest;
    private volatile boolean broken;

    private StandInRegistry(Path directory) throws Exception {
        var mapper = JsonMapper.shared();
        var saved = mapper.readTree(directory.resolve("manifest.json").toFile()).path(0);
        var config = (ObjectNode) mapper.readTree(
                directory.resolve(saved.path("Config").asString()).toFile());
        var described = mapper.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        var layers = described.putArray("layers");
        for (var layer : saved.path("Layers")) {
            layers.add(blob(directory.resolve(layer.asString()), LAYER));
        }
        var own = blob(ownLayer(directory), LAYER);
        layers.add(own);
        ((ArrayNode) config.at("/rootfs/diff_ids")).add(own.path("digest").asString());
        ((ArrayNode) config.path("history")).addObject().put("created_by", "test");
        var changed = directory.resolve("config.json");
        Files.writeString(changed, config.toString());
        described.set("config", blob(changed, "application/vnd.docker.container.image.v1+json"));
        this.manifest = described.toString().getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v2/", this::answer);
        server.start();
    }

    /** Serves what an Engine has. */
    static StandInRegistry of(PrivateEngine engine, String image, Path directory) throws Exception {
        var saved = Files.createDirectory(directory.resolve("registry"));
        engine.run("save", "--output", saved.resolve("image.tar").toString(), image);
        RootFileSystem.output(List.of(
                "tar", "-C", saved.toString(), "-xf", saved.resolve("image.tar").toString()));
        return new StandInRegistry(saved);
    }

    /** What no Engine has: it would not ask for the rest. */
    private static Path ownLayer(Path directory) throws IOException, InterruptedException {
        var ballast = new byte[OWN_BYTES];
        new Random().nextBytes(ballast);
        Files.write(directory.resolve("ballast"), ballast);
        var layer = directory.resolve("own.tar");
        RootFileSystem.output(List.of("tar", "-C", directory.toString(), "-cf", layer.toString(), "ballast"));
        return layer;
    }

    private ObjectNode blob(Path file, String type) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
            var piece = new byte[PIECE];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                sha.update(piece, 0, read);
            }
        }
        var digest = "sha256:" + HexFormat.of().formatHex(sha.digest());
        blobs.put(digest, file);
        return JsonMapper.shared()
                .createObjectNode()
                .put("mediaType", type)
                .put("size", Files.size(file))
                .put("digest", digest);
    }

    /** The image as it is pulled. */
    String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/" + NAME + ":v0.8.0";
    }

    /** By which it is known. */
    String digest() throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(manifest));
    }

    /** From now on everything larger than a piece is cut short. */
    void breakOff() {
        broken = true;
    }

    void mend() {
        broken = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/v2/")) {
                exchange.sendResponseHeaders(200, -1);
            } else if (path.contains("/manifests/")) {
                exchange.getResponseHeaders().add("Content-Type", MANIFEST);
                send(exchange, new ByteArrayInputStream(manifest), manifest.length);
            } else {
                var blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
                try (var in = Files.newInputStream(blob)) {
                    send(exchange, in, Files.size(blob));
                }
            }
        }
    }

    private void send(HttpExchange exchange, InputStream in, long length) throws IOException {
        var isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().add("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(200, isHead ? -1 : length);
        if (!isHead && broken && length > PIECE) {
            // The promised length is not kept, and the connection ends with the exchange.
            exchange.getResponseBody().write(in.readNBytes(PIECE));
            exchange.getResponseBody().flush();
        } else if (!isHead) {
            in.transferTo(exchange.getResponseBody());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
