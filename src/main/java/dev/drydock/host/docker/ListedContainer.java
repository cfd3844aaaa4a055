package dev.drydock.host.docker;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A container, as the Engine lists it: less than it {@linkplain Container describes}.
 *
 * @param image as it was named
 * @param upgrade that Drydock has made it for; empty for others
 * @param console whether a console of Drydock runs in it
 * @param mounts volumes and directories of the machine
 */
public record ListedContainer(
        String id,
        String name,
        String image,
        boolean running,
        String upgrade,
        boolean console,
        List<Container.Mount> mounts) {

    /** A label of the image of Drydock. */
    private static final String CONSOLE = "dev.drydock.console";

    static ListedContainer of(JsonNode listed) {
        return new ListedContainer(
                listed.path("Id").asString(""),
                listed.path("Names").path(0).asString("").replaceFirst("^/", ""),
                listed.path("Image").asString(""),
                listed.path("State").asString("").equals("running"),
                listed.path("Labels").path(DockerEngine.LABEL).asString(""),
                !listed.path("Labels").path(CONSOLE).asString("").isEmpty(),
                Container.mounts(listed.path("Mounts")));
    }

    /** Where its paths lie on this machine. */
    public ContainerPaths paths() {
        return ContainerPaths.of(mounts);
    }
}
