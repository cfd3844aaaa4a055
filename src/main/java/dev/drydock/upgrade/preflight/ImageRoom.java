package dev.drydock.upgrade.preflight;

import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the new image finds room where the Engine keeps its images. How large it is shows only once it is there. */
final class ImageRoom {

    private ImageRoom() {}

    /** Empty where nothing is brought. */
    static Optional<Finding> look(DockerEngine engine, Blueprint.Contained plan) throws HostException {
        if (plan.newImage().isEmpty() || engine.image(plan.newImage()).isPresent()) {
            return Optional.empty();
        }
        var place = engine.info().dataRoot();
        if (!Files.isDirectory(place)) {
            return Optional.of(Finding.skip(
                    "image.room",
                    "Whether the new image finds room in " + place + " was not looked at, for it is not to be seen from"
                            + " here",
                    "Look with df " + place + " on the machine of the Engine"));
        }
        var file = plan.newImageFile();
        var needed = file == null
                ? engine.image(plan.imageId()).map(Image::bytes).orElse(0L)
                : file.toFile().length();
        return Optional.of(of(place, DiskSpace.on(place).usable(), needed, file));
    }

    static Finding of(Path place, long usable, long needed, @Nullable Path file) {
        var text =
                ByteCount.of(usable) + " are free in " + place + ", where the Engine keeps images; the new one takes "
                        + (file == null
                                ? "about " + ByteCount.of(needed) + ", as the old one does"
                                : "at least " + ByteCount.of(needed) + ", as " + file + " does");
        return usable < needed
                ? Finding.fail(
                        "image.room",
                        text,
                        "Make room there: docker image ls shows images that nobody needs, docker image rm removes them")
                : Finding.pass("image.room", text);
    }
}
