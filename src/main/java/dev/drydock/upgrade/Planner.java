package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.Sha256;
import dev.drydock.installation.Installation;
import dev.drydock.installation.ServerProcess;
import dev.drydock.installation.configuration.BindAddress;
import dev.drydock.installation.configuration.MacroFile;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settles every name and account of an upgrade from what is asked for and what was found. Changes nothing. */
final class Planner {

    static final String OLD = "-" + StoreVersion.V0_7_3.title();

    /** The report of the first node of a cluster, in the home of an upgrade of another one. */
    private static final String FIRST_NODE = "first-node.json";

    private final ConsoleSettings settings;

    private final StorePlanner stores;

    private final ReleasePlanner releases;

    private final UnitPlanner units;

    private final Yards yards;

    Planner(ConsoleSettings settings, Yards yards) {
        this.settings = settings;
        this.stores = new StorePlanner(yards);
        this.releases = new ReleasePlanner(settings);
        this.units = new UnitPlanner(yards);
        this.yards = yards;
    }

    /**
     * Settles it.
     *
     * @param credentials take the passwords of the request, which the plan does not hold
     */
    Blueprint plan(String id, UpgradeRequest request, Installation found, Credentials credentials)
            throws RefusedException, InvalidBackupException, InterruptedException {
        try {
            return settle(id, request, found, credentials);
        } catch (HostException e) {
            throw new RefusedException("not-plannable", e.problem() + ". " + e.nextStep());
        } catch (IOException e) {
            throw new RefusedException("not-plannable", "A file cannot be read: " + e);
        }
    }

    private Blueprint settle(String id, UpgradeRequest request, Installation found, Credentials credentials)
            throws RefusedException, InvalidBackupException, HostException, IOException, InterruptedException {
        if (request.engine() != null && !request.isDirect() && !request.engine().equals(UpgradeRequest.OFFICIAL)) {
            throw new RefusedException(
                    "engine-unknown", "The engine " + request.engine() + " is not known; official and direct are");
        }
        if (request.node() != null && request.isDocker()) {
            throw new RefusedException(
                    "node-container",
                    "Drydock upgrades further nodes of a cluster that run on the machine itself; give the container of"
                            + " this one the new image once the first node is proven");
        }
        var console = Account.current();
        var store = stores.plan(id, request, found, credentials);
        if (request.isDirect() && !request.canBeDirect(store)) {
            throw new RefusedException(
                    "engine-not-here",
                    store.tables() != null && !store.tables().convertible() && request.node() == null
                            ? "Where the whole database gets another name, nothing can be built beside the old store; keep"
                                    + " the old store in a schema of its own, or take the engine official"
                            : "The direct engine converts the store of a server on the machine itself, once; take official");
        }
        var program = program(id, found);
        var container = request.isDocker() ? ContainerPlanner.of(yards.docker(), request) : null;
        var runAs = container == null ? runAs(request, found, console) : container.runAs(found);
        var config = found.configuration().file().toRealPath();
        var root = found.root().toRealPath();
        var staging = root.resolve("drydock-" + id);
        var export = exportDirectory(id, request, root);
        var contained = container == null ? null : container.contained(id, found, runAs, staging, export);
        var webadmin = releases.webadmin(id, request, root);
        if (webadmin != null && container != null) {
            container.requireSeen(webadmin.file());
        }
        return new Blueprint(
                id,
                request.withBackup(request.backup() == null ? null : store.backup()),
                settings.clock().instant(),
                settings.version(),
                settings.upgrades().resolve(id),
                container == null ? workingDirectory(found) : container.workingDirectory(),
                new Blueprint.Configured(
                        config,
                        Sha256.of(config),
                        SettingsSum.of(found.configuration().written()),
                        free(config.resolveSibling(Blueprint.name(config) + OLD), id),
                        found.configuration().hostname(),
                        contained == null || contained.isOnHostNetwork() ? ports(found) : List.of()),
                program,
                store,
                releases.release(id, request, program.path()),
                webadmin,
                releases.source(id, request, found),
                export,
                staging,
                container == null ? exporter(found, console) : container.exporter(found),
                runAs,
                owner(console),
                keys(request, found),
                units.unit(request, found, program.path(), runAs),
                contained,
                node(id, request));
    }

    private Blueprint.@Nullable Node node(String id, UpgradeRequest request) {
        var choice = request.node();
        return choice == null
                ? null
                : new Blueprint.Node(
                        choice.report() == null
                                ? settings.upgrades().resolve(id).resolve(FIRST_NODE)
                                : choice.report());
    }

    private static Blueprint.@Nullable Keys keys(UpgradeRequest request, Installation found) {
        return request.keys() == null
                ? null
                : new Blueprint.Keys(
                        request.keys().equals("group"),
                        found.configuration().files().stream()
                                .map(MacroFile::path)
                                .distinct()
                                .toList());
    }

    private static Blueprint.Program program(String id, Installation found) throws RefusedException {
        var program = found.program();
        if (program == null) {
            throw new RefusedException(
                    "program-missing", "The program of the server was not found; name it: installation.binary");
        }
        var path = program.path();
        return new Blueprint.Program(
                path, program.version().toString(), free(path.resolveSibling(Blueprint.name(path) + OLD), id));
    }

    private static Path exportDirectory(String id, UpgradeRequest request, Path root)
            throws RefusedException, IOException {
        var wanted = request.export() == null ? null : request.export().directory();
        if (wanted == null) {
            return root.resolve("export-" + id);
        }
        if (!wanted.isAbsolute() || !wanted.equals(wanted.normalize())) {
            throw new RefusedException(
                    "export-directory", "The export directory " + wanted + " must be an absolute path without ..");
        }
        var parent = wanted.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new RefusedException("export-directory", "The directory above " + wanted + " does not exist");
        }
        return parent.toRealPath().resolve(Blueprint.name(wanted));
    }

    /** As root, v0.7.3 becomes the account that its configuration names before it exports. */
    private static Blueprint.Owner exporter(Installation found, Account console)
            throws HostException, InterruptedException {
        var named = found.configuration().runAs();
        return named != null && console.isRoot() ? owner(account(named.user(), named.group())) : owner(console);
    }

    private Blueprint.Owner runAs(UpgradeRequest request, Installation found, Account console)
            throws RefusedException, HostException, InterruptedException {
        var choice = request.runAs();
        if (choice != null) {
            return Boolean.TRUE.equals(choice.create()) && !Account.exists(choice.user())
                    ? AccountPlanner.toMake(choice, console)
                    : owner(account(choice.user(), choice.group()));
        }
        if (!console.isRoot()) {
            return owner(console);
        }
        var ofUnit = units.account(request);
        if (ofUnit.isPresent()) {
            return owner(ofUnit.get());
        }
        var named = found.configuration().runAs();
        if (named != null && request.isSystemd()) {
            return owner(account(named.user(), named.group()));
        }
        var data = found.dataPlacement();
        var facts = data == null ? null : data.facts();
        if (facts == null && named != null) {
            return owner(account(named.user(), named.group()));
        }
        return facts == null
                ? owner(console)
                : owner(Account.of(Integer.toString(facts.uid())).withGroup(facts.gid()));
    }

    private static Account account(String user, @Nullable String group) throws HostException, InterruptedException {
        return group == null ? Account.of(user) : Account.of(user, group);
    }

    private static Blueprint.Owner owner(Account account) {
        return new Blueprint.Owner(account.user(), account.uid(), account.gid());
    }

    private static Path workingDirectory(Installation found) {
        return found.processes().ofInstallation().stream()
                .filter(process -> process.match() == ServerProcess.Match.CONFIGURATION && !process.contained())
                .map(ServerProcess::workingDirectory)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(Path.of("/"));
    }

    private static List<Integer> ports(Installation found) {
        return found.configuration().listeners().stream()
                .flatMap(listener -> listener.addresses().stream())
                .map(BindAddress::port)
                .filter(port -> port != 0)
                .distinct()
                .sorted()
                .toList();
    }

    /** The name, or one with the id of the upgrade where something has it already. */
    static Path free(Path wanted, String id) {
        return Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)
                ? wanted.resolveSibling(Blueprint.name(wanted) + "-" + id)
                : wanted;
    }
}
