package dev.drydock.host.docker;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What an Engine says of itself.
 *
 * @param dataRoot directory of its machine that images are kept in
 * @param securityOptions such as {@code name=rootless}
 */
public record EngineInfo(String version, Path dataRoot, List<String> securityOptions) {

    static EngineInfo of(JsonNode info) {
        return new EngineInfo(
                info.path("ServerVersion").asString(""),
                Path.of(info.path("DockerRootDir").asString("/var/lib/docker")),
                Container.strings(info.path("SecurityOptions")));
    }

    /** How it gives its containers other numbers of accounts than the machine has; empty where it does not. */
    public List<String> mappings() {
        return securityOptions.stream()
                .filter(option -> option.startsWith("name=rootless") || option.startsWith("name=userns"))
                .toList();
    }
}
