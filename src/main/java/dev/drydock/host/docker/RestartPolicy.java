package dev.drydock.host.docker;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * When the Engine starts a container by itself.
 *
 * @param name {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param retries how often at most after failures; 0 for no limit
 */
public record RestartPolicy(String name, int retries) {

    /** Never. */
    public static final RestartPolicy NO = new RestartPolicy("no", 0);

    static RestartPolicy of(JsonNode policy) {
        var name = policy.path("Name").asString("");
        return new RestartPolicy(
                name.isEmpty() ? "no" : name, policy.path("MaximumRetryCount").asInt(0));
    }

    public boolean isNever() {
        return name.equals("no");
    }

    ObjectNode json() {
        return DockerEngine.object().put("Name", name).put("MaximumRetryCount", retries);
    }

    /** As the command line takes it. */
    @Override
    public String toString() {
        return name.equals("on-failure") && retries > 0 ? name + ":" + retries : name;
    }
}
