package dev.drydock.host.docker;

import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Engine of Docker, asked over its socket. Every failure is a {@link HostException} with the words of the Engine.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class DockerEngine {

    /** Where an Engine listens that root runs. */
    public static final Path SOCKET = Path.of("/var/run/docker.sock");

    /** What the containers and images of Drydock carry, with the id of the upgrade. */
    public static final String LABEL = "dev.drydock.upgrade";

    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]*";
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType TAR = MediaType.get("application/x-tar");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** The newest version of the interface that is used here; an Engine that knows only older ones is asked in those. */
    private static final double NEWEST = 1.47;

    private final Path socket;
    private final OkHttpClient client;
    private @Nullable String version;

    public DockerEngine(Path socket) {
        this.socket = socket;
        this.client = new OkHttpClient.Builder()
                .socketFactory(new UnixSocketFactory(socket))
                .proxy(Proxy.NO_PROXY)
                // Nobody is looked up: all names lead to the socket.
                .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
                // A kept connection is tried with a time limit that this socket does not have.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ofMinutes(2))
                .build();
    }

    /** Where it is asked. */
    public Path socket() {
        return socket;
    }

    /** Whether there is a socket at all; whether anybody listens is another question. */
    public boolean isThere() {
        return Files.exists(socket);
    }

    /** What the Engine says of itself and its machine. */
    public EngineInfo info() throws HostException {
        return EngineInfo.of(json(call("GET", "/info", null), "The Engine"));
    }

    /** All containers, running or not. */
    public List<ListedContainer> containers() throws HostException {
        var listed = json(call("GET", "/containers/json?all=true", null), "The list of containers");
        return StreamSupport.stream(listed.spliterator(), false)
                .map(ListedContainer::of)
                .toList();
    }

    /** A container by its name or id; empty where there is none. */
    public Optional<Container> find(String container) throws HostException {
        return inspect("/containers/" + name(container) + "/json", "The container " + container)
                .map(Container::of);
    }

    /** The same, which must exist. */
    public Container get(String container) throws HostException {
        return find(container)
                .orElseThrow(() -> new HostException(
                        "There is no container " + container,
                        "See docker ps --all for those that there are, and name one of them"));
    }

    /** What is known of an image here, by name or id; empty where it is not here. */
    public Optional<Image> image(String image) throws HostException {
        return inspect("/images/" + reference(image) + "/json", "The image " + image)
                .map(Image::of);
    }

    private Optional<JsonNode> inspect(String path, String what) throws HostException {
        var answer = call("GET", path, null);
        return answer.code() == 404 ? Optional.empty() : Optional.of(json(answer, what));
    }

    /** Makes a container and gives its id. */
    public String create(String container, ObjectNode body) throws HostException {
        var answer =
                json(call("POST", "/containers/create?name=" + name(container), body), "The container " + container);
        return answer.path("Id").asString();
    }

    public void start(String container) throws HostException {
        done(call("POST", "/containers/" + name(container) + "/start", null), "Start " + container);
    }

    /** Asks the main process to end, kills it after some time, and returns when it is gone. */
    public void stop(String container, Duration patience) throws HostException {
        done(
                call(
                        "POST",
                        "/containers/" + name(container) + "/stop?t=" + patience.toSeconds(),
                        null,
                        patience.plusMinutes(1)),
                "Stop " + container);
    }

    public void rename(String container, String to) throws HostException {
        done(call("POST", "/containers/" + name(container) + "/rename?name=" + name(to), null), "Rename " + container);
    }

    /** Takes a container away; its volumes stay. One that is not there is no failure. */
    public void remove(String container) throws HostException {
        remove(container, false);
    }

    /**
     * The same.
     *
     * @param withVolumes whether volumes without a name go with it: for one that has none but those that its image made
     */
    void remove(String container, boolean withVolumes) throws HostException {
        var answer = call("DELETE", "/containers/" + name(container) + "?force=true&v=" + withVolumes, null);
        if (answer.code() != 404) {
            done(answer, "Remove " + container);
        }
    }

    /** Sets when the Engine starts a container by itself. */
    public void restartBy(String container, RestartPolicy policy) throws HostException {
        var body = MAPPER.createObjectNode();
        body.set("RestartPolicy", policy.json());
        done(
                call("POST", "/containers/" + name(container) + "/update", body),
                "Change the restart policy of " + container);
    }

    /** Connects a container to one more network. */
    public void connect(String container, String network, JsonNode endpoint) throws HostException {
        var body = MAPPER.createObjectNode().put("Container", container);
        body.set("EndpointConfig", endpoint);
        done(call("POST", "/networks/" + reference(network) + "/connect", body), "Connect to the network " + network);
    }

    /** The last lines of a container, standard output and error together. */
    public List<String> lastLines(String container, int count) throws HostException {
        var lines = new ArrayList<String>();
        read(
                "/containers/" + name(container) + "/logs?stdout=true&stderr=true&tail=" + count,
                container,
                (channel, line) -> lines.add(line));
        return lines;
    }

    /** Hands on what a container says, from its beginning until it has ended. */
    void follow(String container, LineConsumer consumer) throws HostException {
        read("/containers/" + name(container) + "/logs?stdout=true&stderr=true&follow=true", container, consumer);
    }

    private void read(String path, String container, LineConsumer consumer) throws HostException {
        try (var response = stream("GET", path, null)) {
            if (response.code() != 200) {
                throw refused(Answer.of(response), "Read what " + container + " says");
            }
            LogFrames.read(response.body().byteStream(), consumer);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    /** One small file of a container's own file system, running or not; empty where there is none. */
    public Optional<byte[]> file(String container, Path path) throws HostException {
        try (var response =
                stream("GET", "/containers/" + name(container) + "/archive?path=" + encoded(path.toString()), null)) {
            if (response.code() == 404) {
                return Optional.empty();
            }
            if (response.code() != 200) {
                throw refused(Answer.of(response), "Read " + path + " in " + container);
            }
            return Optional.of(TarEntry.first(response.body().byteStream()));
        } catch (IOException e) {
            throw silent(e);
        }
    }

    /** The mode and size of a file of a container, running or not; empty where there is none. */
    public Optional<FileStat> stat(String container, Path path) throws HostException {
        var address = "/containers/" + name(container) + "/archive?path=" + encoded(path.toString());
        try (var response = stream("HEAD", address, null)) {
            var stat = response.header("X-Docker-Container-Path-Stat");
            if (response.code() == 404 || stat == null) {
                return Optional.empty();
            }
            var said = MAPPER.readTree(Base64.getDecoder().decode(stat));
            return Optional.of(new FileStat(
                    said.path("mode").asInt() & 0777,
                    said.path("size").asLong(),
                    said.path("linkTarget").asString("")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new HostException(
                    "The Engine of Docker says of " + path + " what is no JSON", "Look at dockerd's log", e);
        }
    }

    /**
     * A file of a container, as the Engine describes it.
     *
     * @param mode the nine permissions
     * @param size in bytes
     * @param linkTarget empty where it is no link
     */
    public record FileStat(int mode, long size, String linkTarget) {}

    /** Brings an image from its registry. */
    public void pull(String image, ImageProgress progress) throws HostException {
        var tagged = ImageName.of(image);
        progress(
                "/images/create?fromImage=" + encoded(tagged.repository()) + "&tag=" + encoded(tagged.tag()),
                null,
                "The image " + image + " cannot be pulled",
                progress);
    }

    /** Brings images from a file as {@code docker save} writes it; gives the names that they then have. */
    public List<String> load(Path file, ImageProgress progress) throws HostException {
        var names = new ArrayList<String>();
        progress("/images/load?quiet=false", file(file), "The images of " + file + " cannot be loaded", line -> {
            var text = line.path("stream").asString("").strip();
            if (text.startsWith("Loaded image")) {
                names.add(text.substring(text.indexOf(':') + 1).strip());
            }
            progress.line(line);
        });
        return names;
    }

    private static RequestBody file(Path file) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return TAR;
            }

            @Override
            public long contentLength() throws IOException {
                return Files.size(file);
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try (var source = Okio.source(file)) {
                    sink.writeAll(source);
                }
            }
        };
    }

    /** The Engine says 200 at once, and what became of it in the lines that follow. */
    private void progress(String path, @Nullable RequestBody body, String failure, ImageProgress progress)
            throws HostException {
        var posted = body == null ? RequestBody.create(new byte[0], null) : body;
        try (var response = stream("POST", path, posted)) {
            if (response.code() != 200) {
                throw refused(Answer.of(response), failure);
            }
            var source = response.body().source();
            var line = source.readUtf8Line();
            while (line != null) {
                if (!line.isBlank()) {
                    var said = MAPPER.readTree(line);
                    if (said.has("error")) {
                        throw new HostException(
                                failure + ": " + said.path("error").asString(),
                                "See that the registry can be reached, that there is room, and what the name is; then"
                                        + " try again, or load the image from a file");
                    }
                    progress.line(said);
                }
                line = source.readUtf8Line();
            }
        } catch (IOException | JacksonException e) {
            throw new HostException(failure + ": the Engine broke off: " + e, "Try again", e);
        }
    }

    /** What the Engine has answered, in whole. */
    private record Answer(int code, String body) {

        static Answer of(Response response) throws IOException {
            return new Answer(response.code(), response.body().string());
        }
    }

    private Answer call(String method, String path, @Nullable ObjectNode body) throws HostException {
        return call(method, path, body, Duration.ofMinutes(2));
    }

    private Answer call(String method, String path, @Nullable ObjectNode body, Duration patience) throws HostException {
        var json = body == null ? null : RequestBody.create(MAPPER.writeValueAsBytes(body), JSON);
        var posted = json == null && method.equals("POST") ? RequestBody.create(new byte[0], null) : json;
        var patient = client.newBuilder().readTimeout(patience).build();
        try (var response = patient.newCall(request(method, path, posted)).execute()) {
            return Answer.of(response);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private Response stream(String method, String path, @Nullable RequestBody body) throws HostException {
        var endless = client.newBuilder()
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
        try {
            return endless.newCall(request(method, path, body)).execute();
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private Request request(String method, String path, @Nullable RequestBody body) throws HostException {
        return new Request.Builder()
                .url("http://docker/v" + version() + path)
                .method(method, body)
                .header("Connection", "close")
                .build();
    }

    /** The version of the interface that both sides know. */
    private synchronized String version() throws HostException {
        if (version == null) {
            var request = new Request.Builder()
                    .url("http://docker/version")
                    .header("Connection", "close")
                    .build();
            try (var response = client.newCall(request).execute()) {
                var known = json(Answer.of(response), "The Engine")
                        .path("ApiVersion")
                        .asString();
                version = isNewer(known) ? Double.toString(NEWEST) : known;
            } catch (IOException e) {
                throw silent(e);
            }
        }
        return version;
    }

    private static boolean isNewer(String known) {
        var minor = known.substring(known.indexOf('.') + 1);
        return !known.startsWith("1.") || Integer.parseInt(minor) > Math.round((NEWEST - 1) * 100);
    }

    private static JsonNode json(Answer answer, String what) throws HostException {
        if (answer.code() / 100 != 2) {
            throw refused(answer, what);
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (JacksonException e) {
            throw new HostException(
                    what + ": the Engine of Docker answered what is no JSON", "Look at dockerd's log", e);
        }
    }

    /** Already so is as good as done. */
    private static void done(Answer answer, String what) throws HostException {
        if (answer.code() / 100 != 2 && answer.code() != 304) {
            throw refused(answer, what);
        }
    }

    private static HostException refused(Answer answer, String what) {
        String message;
        try {
            message = MAPPER.readTree(answer.body()).path("message").asString(answer.body());
        } catch (JacksonException e) {
            message = answer.body();
        }
        return new HostException(
                what + ": the Engine of Docker refuses: " + message.strip() + " (" + answer.code() + ")",
                "Mend what it says, then try again");
    }

    private HostException silent(IOException e) {
        return new HostException(
                "The Engine of Docker does not answer at " + socket + ": " + e,
                "See systemctl status docker, and that this account may use the socket; then try again",
                e);
    }

    /** A name or id that is put into a path; what else is handed in would lead elsewhere. */
    private static String name(String container) throws HostException {
        if (!container.matches(NAME)) {
            throw new HostException(
                    container + " cannot be the name of a container", "Name it as docker ps --all shows it");
        }
        return container;
    }

    private static String reference(String image) throws HostException {
        if (!image.matches("[a-zA-Z0-9][a-zA-Z0-9_./:@-]*") || image.contains("..")) {
            throw new HostException(image + " cannot be the name of an image", "Name it as docker images shows it");
        }
        return image;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Hears what the Engine says while it brings an image. */
    @FunctionalInterface
    public interface ImageProgress {

        /** Nobody hears. */
        ImageProgress NONE = line -> {};

        /** One line, with {@code id}, {@code status} and {@code progressDetail} where it is about a layer. */
        void line(JsonNode line);

        /** Adds up the bytes of all layers, as they are told of. */
        static ImageProgress adding(ByteProgress bytes) {
            return new LayerProgress(bytes);
        }
    }

    /** Hears how many bytes have come. */
    @FunctionalInterface
    public interface ByteProgress {

        /**
         * So many by now.
         *
         * @param total of the layers that are known by now; empty while none is
         */
        void at(long done, OptionalLong total);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
