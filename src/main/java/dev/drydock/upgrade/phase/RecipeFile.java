package dev.drydock.upgrade.phase;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.docker.ContainerRecipe;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a container is made of, in the home of the upgrade: for this console, and for whoever goes on without it. It may hold
 * what the old container has in its environment.
 *
 * @param version of the server in it
 */
record RecipeFile(Yard yard, Blueprint.Contained container, String version) {

    private static final String NETWORK = ".network-";

    Path path() {
        return yard.blueprint().home().resolve(stem() + ".json");
    }

    /**
     * The image of the old container.
     *
     * @param why it is needed, a sentence without a full stop
     */
    static Image oldImage(DockerEngine engine, Blueprint.Contained container, String why) throws HostException {
        return engine.image(container.imageId())
                .orElseThrow(() -> new HostException(
                        "The image of v0.7.3, " + container.image() + ", is no longer on this machine",
                        "Pull it again: " + why));
    }

    /**
     * Writes what a container like the old one is made of.
     *
     * @param old its image
     * @param image of the one to make
     */
    ContainerRecipe write(DockerEngine engine, Image old, String image, Map<String, String> variables)
            throws HostException, IOException, InterruptedException {
        delete();
        var recipe = ContainerRecipe.like(engine.get(container.id()), old, image, variables);
        // A script without Drydock cannot take them out of the one file.
        for (var connection : recipe.connections(container.name()).entrySet()) {
            HostFiles.write(network(connection.getKey()), connection.getValue(), Account.current(), 0600);
        }
        HostFiles.write(path(), recipe.json(), Account.current(), 0600);
        return recipe;
    }

    private Path network(String name) {
        return path().resolveSibling(stem() + NETWORK + name + ".json");
    }

    private String stem() {
        return "container-" + version;
    }

    /** Removes what was written. */
    void delete() throws HostException, IOException {
        Files.deleteIfExists(path());
        try (var files = Files.newDirectoryStream(yard.blueprint().home(), stem() + NETWORK + "*.json")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /** A command of a shell that makes the container of it, and connects it to the rest of its networks. */
    String making() {
        var post = "curl --fail --silent --show-error --unix-socket " + Shell.quote(container.socket())
                + " --header 'Content-Type: application/json' --data @";
        return "{ " + post + Shell.quote(path()) + " 'http://docker/containers/create?name=" + container.name()
                + "' >/dev/null && for file in " + Shell.quote(path().resolveSibling(stem() + NETWORK))
                + "*.json; do if [ -e \"$file\" ]; then network=${file##*" + NETWORK + "}; " + post
                + "\"$file\" \"http://docker/networks/${network%.json}/connect\" || exit 1; fi; done; }";
    }
}
