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
import java.util.LinkedHashMap;
import java.util.Map;

/** Settles what becomes of the container that runs the server. */
final class ContainerPlanner {

    private static final String RUN_AS_USER = "RUN_AS_USER";
    private static final String RUN_AS_GROUP = "RUN_AS_GROUP";

    /** Where the containers of Drydock see the directories of the upgrade, which no other one sees. */
    private static final Path STAGING = Path.of("/drydock/staging");

    private static final Path EXPORT = Path.of("/drydock/export");

    private final DockerEngine engine;
    private final UpgradeRequest request;
    private final Container container;
    private final ContainerAccounts accounts;

    private ContainerPlanner(DockerEngine engine, UpgradeRequest request, Container container) {
        this.engine = engine;
        this.request = request;
        this.container = container;
        this.accounts = new ContainerAccounts(engine, container);
    }

    /** For the container that a request names, as it is now. */
    static ContainerPlanner of(DockerEngine engine, UpgradeRequest request) throws HostException {
        var deployment = requireNonNull(request.installation().deployment());
        return new ContainerPlanner(engine, request, engine.get(requireNonNull(deployment.container())));
    }

    /** What v0.8.0 becomes once it has read its environment, or what the container is from the start. */
    Blueprint.Owner runAs(Installation found) throws HostException, RefusedException {
        var choice = request.runAs();
        if (choice != null) {
            return accounts.of(choice.user(), choice.group());
        }
        if (!isRoot()) {
            return user();
        }
        var variable = container.environment().get(RUN_AS_USER);
        if (variable != null) {
            return accounts.of(variable, container.environment().get(RUN_AS_GROUP));
        }
        return exporter(found);
    }

    /** As root, v0.7.3 becomes the account that its configuration names. */
    Blueprint.Owner exporter(Installation found) throws HostException, RefusedException {
        var named = found.configuration().runAs();
        return named == null || !isRoot() ? user() : accounts.of(named.user(), named.group());
    }

    private Blueprint.Owner user() throws HostException, RefusedException {
        if (isRoot()) {
            return accounts.root();
        }
        var parts = container.user().split(":", 2);
        return accounts.of(parts[0], parts.length > 1 ? parts[1] : null);
    }

    private boolean isRoot() {
        return Container.isRoot(container.user());
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
                variables(runAs),
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

    /** In a container v0.8.0 does not look at {@code server.run-as}: without these it would stay root. */
    private Map<String, String> variables(Blueprint.Owner runAs) {
        var variables = new LinkedHashMap<String, String>();
        if (runAs.uid() != 0 && isRoot() && !container.environment().containsKey(RUN_AS_USER)) {
            variables.put(RUN_AS_USER, runAs.user());
            variables.put(RUN_AS_GROUP, runAs.user());
        }
        return variables;
    }
}
