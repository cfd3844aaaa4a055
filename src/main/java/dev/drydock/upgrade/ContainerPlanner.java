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
import org.jspecify.annotations.Nullable;

/** Settles what becomes of the container that runs the server. */
final class ContainerPlanner {

    private static final String RUN_AS_USER = "RUN_AS_USER";
    private static final String RUN_AS_GROUP = "RUN_AS_GROUP";

    /** Where the containers of Drydock see the directories of the upgrade, which no other one sees. */
    private static final Path STAGING = Path.of("/drydock/staging");

    private static final Path EXPORT = Path.of("/drydock/export");

    private final DockerEngine engine;

    ContainerPlanner(DockerEngine engine) {
        this.engine = engine;
    }

    private Container container(UpgradeRequest request) throws HostException {
        return engine.get(requireNonNull(
                requireNonNull(request.installation().deployment()).container()));
    }

    /** What v0.8.0 becomes once it has read its environment, or what the container is from the start. */
    Blueprint.Owner runAs(UpgradeRequest request, Installation found) throws HostException, RefusedException {
        var container = container(request);
        var accounts = new ContainerAccounts(engine, container);
        var choice = request.runAs();
        if (choice != null) {
            return accounts.of(choice.user(), choice.group());
        }
        if (!isRoot(container)) {
            return user(accounts, container);
        }
        var variable = container.environment().get(RUN_AS_USER);
        if (variable != null) {
            return accounts.of(variable, container.environment().get(RUN_AS_GROUP));
        }
        return exporter(request, found);
    }

    /** As root, v0.7.3 becomes the account that its configuration names. */
    Blueprint.Owner exporter(UpgradeRequest request, Installation found) throws HostException, RefusedException {
        var container = container(request);
        var accounts = new ContainerAccounts(engine, container);
        var named = found.configuration().runAs();
        return named == null || !isRoot(container)
                ? user(accounts, container)
                : accounts.of(named.user(), named.group());
    }

    private static Blueprint.Owner user(ContainerAccounts accounts, Container container)
            throws HostException, RefusedException {
        if (isRoot(container)) {
            return accounts.root();
        }
        var parts = container.user().split(":", 2);
        return accounts.of(parts[0], parts.length > 1 ? parts[1] : null);
    }

    private static boolean isRoot(Container container) {
        var user = container.user().split(":", 2)[0];
        return user.isEmpty() || user.equals("root") || user.equals("0");
    }

    /** What is settled; null where the server runs on the machine itself. */
    Blueprint.@Nullable Contained contained(
            String id, UpgradeRequest request, Installation found, Blueprint.Owner runAs, Path staging, Path export)
            throws HostException, RefusedException, IOException {
        if (!request.isDocker()) {
            return null;
        }
        var container = container(request);
        var compose = container.compose();
        var release = request.release();
        var file = release == null || release.image() == null ? null : release.file();
        return new Blueprint.Contained(
                engine.socket(),
                container.name(),
                container.id(),
                compose.isPresent() ? null : oldName(id, request, container),
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
                variables(container, runAs),
                compose.orElse(null));
    }

    /** Where relative paths of the configuration begin, as it is named inside. */
    Path workingDirectory(UpgradeRequest request) throws HostException {
        return container(request).workingDirectory();
    }

    /** v0.8.0 reads it at every start, so a mount of the container has to show it. */
    void requireSeen(UpgradeRequest request, Path webadmin) throws HostException, RefusedException {
        var container = container(request);
        if (container.paths().inside(webadmin).isEmpty()) {
            throw new RefusedException(
                    "webadmin-not-in-container",
                    "The container " + container.name() + " does not see the bundle " + webadmin
                            + "; lay it where one of its mounts shows it, such as beside the configuration");
        }
    }

    private String oldName(String id, UpgradeRequest request, Container container) throws HostException {
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
    private static Map<String, String> variables(Container container, Blueprint.Owner runAs) {
        var variables = new LinkedHashMap<String, String>();
        if (runAs.uid() != 0 && isRoot(container) && !container.environment().containsKey(RUN_AS_USER)) {
            variables.put(RUN_AS_USER, runAs.user());
            variables.put(RUN_AS_GROUP, runAs.user());
        }
        return variables;
    }
}
