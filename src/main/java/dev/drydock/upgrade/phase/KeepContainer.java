package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.docker.ContainerRecipe;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what the container of v0.7.3 is made of, before Compose takes it away: going back, one like it is made
 * again. It may hold what the container has in its environment, and is for this console alone.
 */
final class KeepContainer extends UpgradeStep {

    private final DockerEngine engine;
    private final Blueprint.Contained container;

    KeepContainer(Yard yard, Blueprint.Contained container) {
        super(yard, "install.container", "Note what the old container is made of");
        this.engine = new DockerEngine(container.socket());
        this.container = container;
    }

    private RecipeFile recipe() {
        return new RecipeFile(yard, container, "v0.7.3");
    }

    @Override
    boolean stands(StepContext context) {
        return Files.isRegularFile(recipe().path());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("container-not-kept", () -> {
            var image = RecipeFile.oldImage(engine, container, "there would be no way back without it");
            // Its name may mean another image by then.
            var same = engine.image(container.image()).map(Image::id).equals(Optional.of(image.id()));
            recipe().write(engine, image, same ? container.image() : image.id(), Map.of());
            return StepResult.done(recipe().path().toString());
        });
    }

    /** Makes it again where it is gone, or where another has its name. */
    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-taken-back", () -> {
            var current = engine.find(container.name());
            if (engine.find(container.id()).isEmpty()
                    && (current.isEmpty() || !current.get().imageId().equals(container.imageId()))) {
                if (current.isPresent()) {
                    engine.remove(current.get().id());
                }
                ContainerRecipe.read(Files.readAllBytes(recipe().path())).make(engine, container.name());
                context.log(
                        EventLevel.WARN,
                        container.name() + " is made again of " + container.image() + ". Set it back in "
                                + AwaitCompose.file(container)
                                + " before anybody runs Compose: it would start v0.8.0 on the old store");
            }
            recipe().delete();
        });
    }

    @Override
    public List<String> onward() {
        return List.of("# docker inspect " + container.name() + " says what the old container is made of");
    }

    @Override
    public List<String> back() {
        var docker = DockerServer.docker(engine);
        return List.of(
                "# " + container.image() + " must stand in " + AwaitCompose.file(container) + " again, then:",
                docker + "inspect " + container.id() + " >/dev/null 2>&1 || {",
                "  " + docker + "rm --force " + container.name() + " >/dev/null 2>&1 || :",
                "  " + recipe().making(),
                "}");
    }
}
