package dev.drydock.host.docker;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * An image that is on this machine.
 *
 * @param id by its content, such as {@code sha256:…}
 * @param digests by which registries know it, each with its repository; empty for one that was loaded or built
 * @param architecture as Go names it, such as {@code amd64}
 * @param config what containers take from it
 */
public record Image(String id, List<String> digests, String architecture, long bytes, JsonNode config) {

    /** The variables that it gives to its containers. */
    public Map<String, String> environment() {
        return Container.environment(config.path("Env"));
    }

    static Image of(JsonNode inspected) {
        return new Image(
                inspected.path("Id").asString(),
                StreamSupport.stream(inspected.path("RepoDigests").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList(),
                inspected.path("Architecture").asString(""),
                inspected.path("Size").asLong(),
                inspected.path("Config"));
    }
}
