package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.ContainerRecipe;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes a container of v0.8.0 like the old one with only the image changed, under the old one's name; the old one keeps
 * another. Neither is started by anybody.
 */
final class ReplaceContainer extends UpgradeStep {

    /** The id of the new container, once it is whole. */
    private static final String MADE = "container.made";

    private final DockerEngine engine;
    private final Blueprint.Contained container;
    private final String old;

    ReplaceContainer(Yard yard, Blueprint.Contained container) {
        super(yard, "install.container", "Make the new container");
        this.engine = new DockerEngine(container.socket());
        this.container = container;
        this.old = requireNonNull(container.old());
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("container-not-looked-at", () -> {
            var made = context.recall(MADE);
            return made.isPresent()
                    && engine.find(container.name()).map(Container::id).equals(made)
                    && engine.find(old).map(Container::id).equals(Optional.of(container.id()));
        });
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("container-not-made", () -> {
            var kept = engine.get(container.id());
            if (kept.name().equals(container.name())) {
                engine.rename(container.id(), old);
            }
            var half = engine.find(container.name());
            if (half.isPresent()) {
                requireOurs(half.get());
                engine.remove(half.get().id());
            }
            context.remember(MADE, write(yard, container).make(engine, container.name()));
            return StepResult.done("of " + container.newImage() + "; the old one is " + old);
        });
    }

    /** Writes down what the new container is made of. */
    static ContainerRecipe write(Yard yard, Blueprint.Contained container)
            throws HostException, IOException, InterruptedException {
        var engine = new DockerEngine(container.socket());
        var old = RecipeFile.oldImage(
                engine, container, "what the container has of it must be told from what somebody has set");
        return recipe(yard, container).write(engine, old, container.newImage(), container.variables());
    }

    static RecipeFile recipe(Yard yard, Blueprint.Contained container) {
        return new RecipeFile(yard, container, "v0.8.0");
    }

    /** What else has the name is left alone. */
    private void requireOurs(Container found) throws HostException, StepFailedException {
        if (found.state().running() || !found.image().equals(container.newImage())) {
            throw Attempt.failure(
                    "container-name-taken",
                    "There is a container " + found.name() + " that Drydock has not made, of " + found.image(),
                    "Find out who has made it, rename or remove it, then try again");
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-taken-back", () -> {
            var kept = engine.find(container.id())
                    .orElseThrow(() -> new HostException(
                            "The old container, " + old + ", is gone",
                            "Make it again from the image " + container.image()
                                    + " with the same volumes; the old store" + " is complete without it"));
            var made = engine.find(container.name());
            if (made.isPresent() && !made.get().id().equals(container.id())) {
                if (!Optional.of(made.get().id()).equals(context.recall(MADE))) {
                    requireOurs(made.get());
                }
                engine.remove(made.get().id());
            }
            if (!kept.name().equals(container.name())) {
                engine.rename(container.id(), container.name());
                context.log(EventLevel.INFO, old + " is " + container.name() + " again");
            }
            forget(context, MADE);
        });
    }

    private String isOld() {
        return "[ \"$(" + DockerServer.docker(engine) + "inspect --format '{{.Id}}' " + container.name()
                + " 2>/dev/null)\" = " + container.id() + " ]";
    }

    @Override
    public List<String> onward() {
        var docker = DockerServer.docker(engine);
        return List.of(
                "if " + isOld() + "; then " + docker + "rename " + container.name() + " " + old + "; fi",
                "# the same container with the new image; see docker inspect " + old,
                docker + "inspect " + container.name() + " >/dev/null 2>&1 || "
                        + recipe(yard, container).making());
    }

    @Override
    public List<String> back() {
        var docker = DockerServer.docker(engine);
        return List.of(
                "if ! " + isOld() + "; then",
                "  " + docker + "rm --force " + container.name() + " >/dev/null 2>&1 || :",
                "  " + docker + "rename " + container.id() + " " + container.name(),
                "fi");
    }
}
