package dev.drydock.upgrade;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.HostException;
import dev.drydock.host.Sha256;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.installation.Installation;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settles what becomes of the container that runs the server. */
final class ContainerPlanner {

    /** Where the containers of Drydock see the directories of the upgrade, which no other one sees. */
    private static final Path STAGING = Path.of("/drydock/staging");

    private static final Path EXPORT = Path.of("/drydock/export");

    private final DockerEngine engine;
    private final UpgradeRequest request;
    private final Container container;
    private final ContainerRunAs runAs;

    private ContainerPlanner(DockerEngine engine, UpgradeRequest request, Container container) {
        this.engine = engine;
        this.request = request;
        this.container = container;
        this.runAs = new ContainerRunAs(container, path -> engine.file(container.name(), path));
    }

    /** For the container that a request names, as it is now. */
    static ContainerPlanner of(DockerEngine engine, UpgradeRequest request) throws HostException {
        var deployment = requireNonNull(request.installation().deployment());
        return new ContainerPlanner(engine, request, engine.get(requireNonNull(deployment.container())));
    }

    /** What v0.8.0 becomes once it has read its environment, or what the container is from the start. */
    Blueprint.Owner runAs(Installation found) throws HostException, RefusedException {
        return runAs.of(request.runAs(), found.configuration().runAs());
    }

    /** As root, v0.7.3 becomes the account that its configuration names. */
    Blueprint.Owner exporter(Installation found) throws HostException, RefusedException {
        return runAs.exporter(found.configuration().runAs());
    }

    /** What is settled. */
    Blueprint.Contained contained(String id, Installation found, Blueprint.Owner runAs, Path staging, Path export)
            throws HostException, RefusedException, IOException {
        var compose = container.compose();
        var release = request.release();
        var file = release == null || release.image() == null ? null : release.file();
        return new Blueprint.Contained(
                engine.socket(),
                container.name(),
                container.id(),
                compose.isPresent() ? null : oldName(id),
                container.image(),
                container.imageId(),
                release == null || release.image() == null ? "" : release.image(),
                file == null ? null : given(file),
                file == null ? null : Sha256.of(file),
                container.paths().with(STAGING, staging).with(EXPORT, export),
                requireNonNull(found.program()).path(),
                container.user(),
                container.network(),
                container.restart(),
                this.runAs.variables(runAs),
                compose.orElse(null));
    }

    /** Where relative paths of the configuration begin, as it is named inside. */
    Path workingDirectory() {
        return container.workingDirectory();
    }

    /** v0.8.0 reads it at every start, so a mount of the container has to show it. */
    void requireSeen(Path webadmin) throws RefusedException {
        if (container.paths().inside(webadmin).isEmpty()) {
            throw new RefusedException(
                    "webadmin-not-in-container",
                    "The container " + container.name() + " does not see the bundle " + webadmin
                            + "; lay it where one of its mounts shows it, such as beside the configuration");
        }
    }

    private String oldName(String id) throws HostException {
        var asked = requireNonNull(request.installation().deployment()).old();
        var wanted = asked == null ? container.name() + Planner.OLD : asked;
        return asked == null && engine.find(wanted).isPresent() ? wanted + "-" + id : wanted;
    }

    private static Path given(Path file) throws RefusedException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("image-missing", "There is no file " + file + " to load an image from");
        }
        return file.toRealPath();
    }
}
