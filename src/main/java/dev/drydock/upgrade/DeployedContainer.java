package dev.drydock.upgrade;

import dev.drydock.host.HostException;
import dev.drydock.host.docker.Compose;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of Docker that runs the server, as it is.
 *
 * @param image as it was named
 * @param imageId by its content
 * @param digests by which registries know its image, each with its repository; empty for one that was loaded or built, and
 *     where the image is no longer here
 * @param state such as {@code running}
 * @param restart when the Engine starts it by itself
 * @param network such as {@code host}
 * @param published ports of the machine that lead into it
 * @param user that it starts as; empty for root
 * @param compose file that keeps it, and the service in it; null where none does
 */
public record DeployedContainer(
        String name,
        String id,
        String image,
        String imageId,
        List<String> digests,
        String state,
        String restart,
        String network,
        List<Integer> published,
        String user,
        List<Mounted> mounts,
        @Nullable Compose compose) {

    /**
     * Something of the machine that it sees.
     *
     * @param volume null for a directory or file of the machine
     */
    public record Mounted(@Nullable String volume, Path path, Path inside, boolean writable) {}

    static DeployedContainer of(DockerEngine engine, Container container) throws HostException {
        return new DeployedContainer(
                container.name(),
                container.id(),
                container.image(),
                container.imageId(),
                engine.image(container.imageId()).map(Image::digests).orElse(List.of()),
                container.state().status(),
                container.restart().toString(),
                container.network(),
                container.published(),
                container.user(),
                container.mounts().stream()
                        .map(mount -> new Mounted(mount.volume(), mount.outside(), mount.inside(), mount.writable()))
                        .toList(),
                container.compose().orElse(null));
    }
}
