package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.host.Sha256;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import dev.drydock.host.docker.ImageTransfer;
import dev.drydock.host.docker.ImageTransfer.ImageProgress;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.util.List;

/**
 * Brings the image of v0.8.0 to this machine, from its registry or from a file, and asks the program in it for its version,
 * in a container that sees nothing and reaches nobody.
 */
final class PrepareImage extends UpgradeStep {

    /** The new image by its content. */
    private static final String IMAGE = "image.id";

    private final DockerEngine engine;
    private final Blueprint.Contained container;

    PrepareImage(Yard yard, Blueprint.Contained container) {
        super(yard, "prepare.image", "Bring the new image");
        this.engine = new DockerEngine(container.socket());
        this.container = container;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "image-not-looked-at",
                () -> context.recall(IMAGE).isPresent()
                        && engine.image(container.newImage()).map(Image::id).equals(context.recall(IMAGE)));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("image-not-brought", () -> {
            bring(context);
            var image = engine.image(container.newImage())
                    .orElseThrow(() -> new HostException(
                            "There is no image " + container.newImage() + " on this machine after it was brought",
                            "See what names the file has: docker load says them"));
            requireVersion(image);
            if (container.compose() == null) {
                ReplaceContainer.write(yard, container);
            }
            context.remember(IMAGE, image.id());
            return StepResult.done("v0.8.0, "
                    + (image.digests().isEmpty() ? image.id() : image.digests().get(0)));
        });
    }

    private void bring(StepContext context) throws HostException, IOException, StepFailedException {
        var file = container.newImageFile();
        var progress = ImageProgress.adding((done, total) -> context.progress("fetching", done, total, "bytes"));
        if (file != null) {
            if (!Sha256.of(file).equals(container.newImageSha256())) {
                throw Attempt.failure(
                        "image-changed",
                        file + " has changed since the plan was made",
                        "Find out why, then make a new plan");
            }
            var names = new ImageTransfer(engine.socket()).load(file, progress);
            context.log(EventLevel.INFO, file + " has " + String.join(", ", names));
        } else if (engine.image(container.newImage()).isPresent()) {
            context.log(EventLevel.INFO, container.newImage() + " is on this machine already");
        } else {
            new ImageTransfer(engine.socket()).pull(container.newImage(), progress);
        }
    }

    private void requireVersion(Image image) throws HostException, StepFailedException, InterruptedException {
        var asked = new AskedImage(engine, image.id(), container.program())
                .version("drydock-" + blueprint().id() + "-version", blueprint().id())
                .orFail("Ask the program of " + container.newImage());
        var version = ProgramVersion.parse(String.join("\n", asked.output()));
        if (!version.equals(ProgramVersion.TARGET)) {
            throw Attempt.failure(
                    "image-version",
                    "The program of " + container.newImage() + " says that it is " + version + ", not "
                            + ProgramVersion.TARGET,
                    "Name the image of v" + ProgramVersion.TARGET);
        }
    }

    /** The image stays: it is in nobody's way, and would have to be fetched again. */
    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-removed", () -> {
            engine.remove("drydock-" + blueprint().id() + "-version");
            ReplaceContainer.recipe(yard, container).delete();
        });
        forget(context, IMAGE);
    }

    @Override
    public List<String> onward() {
        var docker = DockerServer.docker(engine);
        var image = Shell.quote(container.newImage());
        return List.of(
                container.newImageFile() != null
                        ? docker + "load --input " + Shell.quote(container.newImageFile())
                        : docker + "image inspect " + image + " >/dev/null 2>&1 || " + docker + "pull " + image,
                "[ \"$(" + docker + "run --rm --network none --entrypoint " + container.program() + " " + image
                        + " --version)\" = 0.8.0 ]");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
