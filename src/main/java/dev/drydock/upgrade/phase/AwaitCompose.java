package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Waits until Compose has made the container of v0.8.0: its file says which image a service has, and is its admin's. With
 * that the doors are open.
 */
final class AwaitCompose extends UpgradeStep {

    private final DockerEngine engine;
    private final Blueprint.Contained container;

    AwaitCompose(Yard yard, Blueprint.Contained container) {
        super(yard, "start.compose", "See that Compose has made the new container");
        this.engine = new DockerEngine(container.socket());
        this.container = container;
    }

    static String file(Blueprint.Contained container) {
        return requireNonNull(container.compose()).file();
    }

    private Optional<Container> made() throws HostException {
        var image = engine.image(container.newImage()).map(Image::id);
        return engine.find(container.name()).filter(found -> image.equals(Optional.of(found.imageId())));
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, StartServer.OPENED) && Attempt.of("container-not-looked-at", () -> made().isPresent());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("container-not-looked-at", () -> {
            var made = made();
            if (made.isEmpty()) {
                return new StepResult.Waiting(
                        "compose", "Mail stands still until this is done: " + order() + ". Then go on");
            }
            StartServer.opened(yard, context);
            requireVariables(made.get().environment());
            return StepResult.done("of " + container.newImage());
        });
    }

    private String order() {
        var compose = requireNonNull(container.compose());
        var variables = container.variables().isEmpty()
                ? ""
                : ", add under environment: "
                        + container.variables().entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .collect(Collectors.joining(" and "));
        return "in " + file(container) + " write image: " + container.newImage() + " for the service "
                + compose.service() + " (it has " + container.image() + ")" + variables
                + "; then run docker compose up -d "
                + compose.service() + (compose.directory().isEmpty() ? "" : " in " + compose.directory());
    }

    /** Without them v0.8.0 stays root, and its files would be root's. */
    private void requireVariables(Map<String, String> environment) throws StepFailedException {
        for (var variable : container.variables().entrySet()) {
            if (!variable.getValue().equals(environment.get(variable.getKey()))) {
                throw Attempt.failure(
                        "compose-variable",
                        "The new container has no " + variable.getKey() + "=" + variable.getValue()
                                + ", so v0.8.0 works as root in it",
                        "Add it under environment in " + file(container)
                                + ", run docker compose up -d again, then try again");
            }
        }
    }

    /** The old container comes back where what it is made of was noted. */
    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-taken-back", () -> {
            if (made().isPresent()) {
                StartServer.shut(yard, context);
            }
            forget(context, StartServer.OPENED);
        });
    }

    @Override
    public List<String> onward() {
        return List.of(
                "echo " + Shell.quote("Now " + order()),
                "until [ \"$(" + DockerServer.docker(engine) + "inspect --format '{{.Config.Image}}' "
                        + container.name() + " 2>/dev/null)\" = " + Shell.quote(container.newImage())
                        + " ]; do sleep 2; done");
    }

    @Override
    public List<String> back() {
        return yard.server().stopCommands(blueprint().configuration().file());
    }
}
