package dev.drydock.host.docker;

import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
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
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path socket;
    private final DockerConnection connection;

    public DockerEngine(Path socket) {
        this.socket = socket;
        this.connection = new DockerConnection(socket);
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
        return EngineInfo.of(connection.call("GET", "/info", null).json("The Engine"));
    }

    /** All containers, running or not. */
    public List<ListedContainer> containers() throws HostException {
        var listed = connection.call("GET", "/containers/json?all=true", null).json("The list of containers");
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
        var answer = connection.call("GET", path, null);
        return answer.code() == 404 ? Optional.empty() : Optional.of(answer.json(what));
    }

    /** Makes a container and gives its id. */
    public String create(String container, ObjectNode body) throws HostException {
        return connection
                .call("POST", "/containers/create?name=" + name(container), body)
                .json("The container " + container)
                .path("Id")
                .asString();
    }

    public void start(String container) throws HostException {
        connection
                .call("POST", "/containers/" + name(container) + "/start", null)
                .done("Start " + container);
    }

    /** Asks the main process to end, kills it after some time, and returns when it is gone. */
    public void stop(String container, Duration patience) throws HostException {
        connection
                .call(
                        "POST",
                        "/containers/" + name(container) + "/stop?t=" + patience.toSeconds(),
                        null,
                        patience.plusMinutes(1))
                .done("Stop " + container);
    }

    public void rename(String container, String to) throws HostException {
        connection
                .call("POST", "/containers/" + name(container) + "/rename?name=" + name(to), null)
                .done("Rename " + container);
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
        var answer = connection.call("DELETE", "/containers/" + name(container) + "?force=true&v=" + withVolumes, null);
        if (answer.code() != 404) {
            answer.done("Remove " + container);
        }
    }

    /** Sets when the Engine starts a container by itself. */
    public void restartBy(String container, RestartPolicy policy) throws HostException {
        var body = MAPPER.createObjectNode();
        body.set("RestartPolicy", policy.json());
        connection
                .call("POST", "/containers/" + name(container) + "/update", body)
                .done("Change the restart policy of " + container);
    }

    /** Connects a container to one more network. */
    public void connect(String container, String network, JsonNode endpoint) throws HostException {
        connection
                .call("POST", "/networks/" + reference(network) + "/connect", connection(container, endpoint))
                .done("Connect to the network " + network);
    }

    static ObjectNode connection(String container, JsonNode endpoint) {
        var body = object().put("Container", container);
        body.set("EndpointConfig", endpoint);
        return body;
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
        try (var response = connection.stream("GET", path, null)) {
            if (response.code() != 200) {
                throw DockerConnection.Answer.of(response).refusal("Read what " + container + " says");
            }
            LogFrames.read(response.body().byteStream(), consumer);
        } catch (IOException e) {
            throw connection.silence(e);
        }
    }

    /** One small file of a container's own file system, running or not; empty where there is none. */
    public Optional<byte[]> file(String container, Path path) throws HostException {
        try (var response = connection.stream(
                "GET", "/containers/" + name(container) + "/archive?path=" + encoded(path.toString()), null)) {
            if (response.code() == 404) {
                return Optional.empty();
            }
            if (response.code() != 200) {
                throw DockerConnection.Answer.of(response).refusal("Read " + path + " in " + container);
            }
            return Optional.of(TarEntry.first(response.body().byteStream()));
        } catch (IOException e) {
            throw connection.silence(e);
        }
    }

    /** The mode and size of a file of a container, running or not; empty where there is none. */
    public Optional<FileStat> stat(String container, Path path) throws HostException {
        var address = "/containers/" + name(container) + "/archive?path=" + encoded(path.toString());
        try (var response = connection.stream("HEAD", address, null)) {
            var stat = response.header("X-Docker-Container-Path-Stat");
            if (response.code() == 404 || stat == null) {
                return Optional.empty();
            }
            var said = MAPPER.readTree(Base64.getDecoder().decode(stat));
            return Optional.of(new FileStat(
                    said.path("mode").asInt() & 0777, said.path("size").asLong()));
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
     */
    public record FileStat(int mode, long size) {}

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

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
