package dev.drydock.host.docker;

import dev.drydock.host.HostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a container like another one is made of. What the first one has of its image it takes from the other image; what
 * somebody has set stays. It does not start by itself.
 *
 * @param body that the Engine makes it from
 * @param networks that it must be connected to besides the one that it is made with, by name
 */
public record ContainerRecipe(ObjectNode body, Map<String, JsonNode> networks) {

    private static final int SHORT_ID = 12;

    /** The Engine does not look at what it does not know. */
    private static final String NETWORKS = "drydock.networks";

    /** What the Engine tells of a configuration, and is equal where the image has set it. */
    private static final List<String> OF_THE_IMAGE = List.of(
            "Cmd", "Entrypoint", "WorkingDir", "User", "Healthcheck", "StopSignal", "Shell", "OnBuild", "ArgsEscaped");

    private static final List<String> KEYED_OF_THE_IMAGE = List.of("Labels", "Volumes", "ExposedPorts");

    /** What a container has been given in a network, not asked for. */
    private static final List<String> ASKED_OF_A_NETWORK = List.of("IPAMConfig", "Links", "DriverOpts", "Aliases");

    private static final Set<String> WITHOUT_NETWORKS = Set.of("host", "none");

    /**
     * Makes it.
     *
     * @param old whose image is still here
     * @param image of the old container
     * @param name of the new image, with its tag
     * @param variables that the new one has besides, or instead
     */
    public static ContainerRecipe like(Container old, Image image, String name, Map<String, String> variables) {
        var config = (ObjectNode) old.inspected().path("Config").deepCopy();
        for (var key : OF_THE_IMAGE) {
            if (config.path(key).equals(image.config().path(key))
                    || (config.path(key).isNull() && image.config().path(key).isMissingNode())) {
                config.remove(key);
            }
        }
        // Arguments of the image belong to its own entry point.
        for (var key : KEYED_OF_THE_IMAGE) {
            withoutKeys(config, key, image.config().path(key));
        }
        config.set("Env", environment(config.path("Env"), image.config().path("Env"), variables));
        if (old.id().startsWith(config.path("Hostname").asString(""))
                && config.path("Hostname").asString("").length() == SHORT_ID) {
            config.remove("Hostname");
        }
        config.put("Image", name);
        var host = (ObjectNode) old.inspected().path("HostConfig").deepCopy();
        host.set("RestartPolicy", RestartPolicy.NO.json());
        keepAnonymous(old, host);
        config.set("HostConfig", host);
        return new ContainerRecipe(config, connect(old, config));
    }

    /** Makes the container, and gives its id. */
    public String make(DockerEngine engine, String name) throws HostException {
        var id = engine.create(name, body);
        for (var network : networks.entrySet()) {
            engine.connect(id, network.getKey(), network.getValue());
        }
        return id;
    }

    /** What the Engine is sent to connect a container to the rest of the networks, by their names. */
    public Map<String, byte[]> connections(String container) {
        var all = new LinkedHashMap<String, byte[]>();
        networks.forEach((network, endpoint) -> all.put(
                network, DockerEngine.connection(container, endpoint).toString().getBytes(StandardCharsets.UTF_8)));
        return all;
    }

    /** As it is kept in a file; the body alone is what the Engine takes. */
    public byte[] json() {
        var whole = body.deepCopy();
        if (!networks.isEmpty()) {
            networks.forEach(whole.putObject(NETWORKS)::set);
        }
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * As it was kept.
     *
     * @throws HostException where it is damaged
     */
    public static ContainerRecipe read(byte[] json) throws HostException {
        try {
            var body = (ObjectNode) JsonMapper.shared().readTree(json);
            var networks = new LinkedHashMap<String, JsonNode>();
            body.path(NETWORKS).properties().forEach(network -> networks.put(network.getKey(), network.getValue()));
            body.remove(NETWORKS);
            return new ContainerRecipe(body, networks);
        } catch (JacksonException | ClassCastException e) {
            throw new HostException("What the old container was made of cannot be read", "Make it by hand", e);
        }
    }

    private static void withoutKeys(ObjectNode config, String key, JsonNode ofImage) {
        if (config.path(key) instanceof ObjectNode own) {
            ofImage.properties().forEach(entry -> {
                if (entry.getValue().equals(own.path(entry.getKey()))) {
                    own.remove(entry.getKey());
                }
            });
        }
    }

    private static ArrayNode environment(JsonNode own, JsonNode ofImage, Map<String, String> variables) {
        var image = new HashSet<>(Container.strings(ofImage));
        var all = new LinkedHashMap<String, String>();
        for (var variable : Container.strings(own)) {
            if (!image.contains(variable)) {
                all.put(variable.substring(0, Math.max(0, variable.indexOf('='))), variable);
            }
        }
        variables.forEach((name, value) -> all.put(name, name + "=" + value));
        var array = DockerEngine.object().putArray("Env");
        all.values().forEach(array::add);
        return array;
    }

    /** Volumes that only the old container knows by name would be made anew, and empty. */
    private static void keepAnonymous(Container old, ObjectNode host) {
        var named = new HashSet<String>();
        for (var bind : Container.strings(host.path("Binds"))) {
            var parts = bind.split(":", -1);
            named.add(parts.length > 1 ? parts[1] : parts[0]);
        }
        for (var mount : host.path("Mounts")) {
            named.add(mount.path("Target").asString(""));
        }
        var binds = host.path("Binds") instanceof ArrayNode array ? array : host.putArray("Binds");
        for (var mount : old.mounts()) {
            if (mount.volume() != null && !named.contains(mount.inside().toString())) {
                binds.add(mount.volume() + ":" + mount.inside() + (mount.writable() ? "" : ":ro"));
            }
        }
    }

    private static Map<String, JsonNode> connect(Container old, ObjectNode body) {
        var rest = new LinkedHashMap<String, JsonNode>();
        if (WITHOUT_NETWORKS.contains(old.network()) || old.network().startsWith("container:")) {
            return rest;
        }
        var networks = old.inspected().path("NetworkSettings").path("Networks");
        var first = new ArrayList<String>();
        networks.properties().forEach(network -> {
            var endpoint = endpoint(old, network.getValue());
            // Old Engines take one network when a container is made.
            if (first.isEmpty() && (network.getKey().equals(old.network()) || networks.size() == 1)) {
                first.add(network.getKey());
                body.putObject("NetworkingConfig").putObject("EndpointsConfig").set(network.getKey(), endpoint);
            } else {
                rest.put(network.getKey(), endpoint);
            }
        });
        return rest;
    }

    private static ObjectNode endpoint(Container old, JsonNode network) {
        var endpoint = DockerEngine.object();
        for (var key : ASKED_OF_A_NETWORK) {
            if (!network.path(key).isMissingNode() && !network.path(key).isNull()) {
                endpoint.set(key, network.path(key).deepCopy());
            }
        }
        if (endpoint.path("Aliases") instanceof ArrayNode aliases) {
            var kept = DockerEngine.object().putArray("Aliases");
            Container.strings(aliases).stream()
                    .filter(alias -> !old.id().startsWith(alias) || alias.length() != SHORT_ID)
                    .forEach(kept::add);
            endpoint.set("Aliases", kept);
        }
        return endpoint;
    }
}
