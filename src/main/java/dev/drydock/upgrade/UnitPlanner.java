package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.Account;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.FileOwners.Place;
import dev.drydock.host.Group;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.host.systemd.FoundUnit;
import dev.drydock.host.systemd.SystemdUnit;
import dev.drydock.host.systemd.UnitSearch;
import dev.drydock.installation.Installation;
import dev.drydock.installation.configuration.DirectoryKind;
import dev.drydock.installation.configuration.LogDirectory;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settles which unit of systemd runs the server, and what has to become of it and of the files of its account. */
final class UnitPlanner {

    /** Those of the vendor's container: v0.8.0 ends where it finds them without being root. */
    private static final List<String> UNSET = List.of("RUN_AS_USER", "RUN_AS_GROUP");

    private final Yards yards;
    private final CommandRunner runner = new CommandRunner();

    UnitPlanner(Yards yards) {
        this.yards = yards;
    }

    /**
     * The request with the deployment that was found, where it names none.
     *
     * @throws RefusedException where none was found, or several were
     */
    static UpgradeRequest settled(UpgradeRequest request, Yards yards, Path configuration)
            throws RefusedException, InterruptedException {
        var deployment = request.installation().deployment();
        if (deployment != null && (!deployment.isSystemd() || deployment.unit() != null)) {
            return request;
        }
        try {
            var found = new UnitSearch(yards.systemd()).of(configuration);
            if (found.size() != 1) {
                throw new RefusedException(
                        "deployment-unknown",
                        found.isEmpty()
                                ? "No unit of systemd was found that starts a server with " + configuration
                                        + "; name who starts it: installation.deployment with a unit, or with the name"
                                        + " of commands"
                                : "Several units start a server with " + configuration + ": "
                                        + String.join(
                                                ", ",
                                                found.stream()
                                                        .map(FoundUnit::name)
                                                        .toList())
                                        + "; name one in installation.deployment.unit");
            }
            return request.withDeployment(
                    Deployment.systemd(found.get(0).name(), deployment == null ? null : deployment.change()));
        } catch (HostException e) {
            throw new RefusedException("systemd-not-asked", e.problem() + ". " + e.nextStep());
        }
    }

    private @Nullable SystemdUnit read(UpgradeRequest request) throws HostException, InterruptedException {
        var deployment = request.installation().deployment();
        return deployment == null || !deployment.isSystemd()
                ? null
                : yards.systemd().read(Objects.requireNonNull(deployment.unit()));
    }

    /** The account that the unit has already; empty where it runs as root. */
    Optional<Account> account(UpgradeRequest request) throws HostException, InterruptedException {
        var unit = read(request);
        if (unit == null) {
            return Optional.empty();
        }
        var user = unit.user();
        if (user.isEmpty() || user.get().equals("root") || user.get().equals("0") || !Account.exists(user.get())) {
            return Optional.empty();
        }
        var group = unit.group();
        return Optional.of(
                group.isPresent() && Group.find(group.get()).isPresent()
                        ? Account.of(user.get(), group.get())
                        : Account.of(user.get()));
    }

    /** What is settled about the unit; null where commands start the server. */
    Blueprint.@Nullable Unit unit(UpgradeRequest request, Installation found, Path program, Blueprint.Owner runAs)
            throws RefusedException, HostException, IOException, InterruptedException {
        var unit = read(request);
        if (unit == null) {
            return null;
        }
        var command = unit.execStart().stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException("unit-starts-nothing", unit.name() + " has no ExecStart="));
        return new Blueprint.Unit(
                unit.name(),
                unit.fragment()
                        .orElseThrow(() -> new RefusedException(
                                "unit-without-file",
                                unit.name() + " has no file of its own; write one, or name commands instead")),
                Objects.requireNonNull(request.installation().deployment()).changesInPlace(),
                command.program(),
                unit.triggeredBy(),
                UNSET,
                needsNoNetwork(found),
                group(request, runAs),
                !Account.exists(runAs.user()),
                given(found, runAs));
    }

    private static String group(UpgradeRequest request, Blueprint.Owner runAs)
            throws HostException, InterruptedException {
        var choice = request.runAs();
        var asked = choice == null || choice.group() == null ? runAs.user() : choice.group();
        return Group.find(Long.toString(runAs.gid())).map(Group::name).orElse(asked);
    }

    /** Whether all that the server works with lies on this machine. */
    private static boolean needsNoNetwork(Installation found) {
        var configuration = found.configuration();
        var directory = configuration.directory();
        return Stream.of(Role.values())
                        .filter(role -> role != Role.DIRECTORY)
                        .map(configuration::store)
                        .filter(Objects::nonNull)
                        .allMatch(StoreConfiguration.OnDisk.class::isInstance)
                && (directory == null
                        || directory.kind() == DirectoryKind.INTERNAL
                        || directory.kind() == DirectoryKind.MEMORY);
    }

    /** What the account cannot use as it is. The new store is made for it in any case, and the old one is left alone. */
    private List<Place> given(Installation found, Blueprint.Owner runAs)
            throws HostException, IOException, InterruptedException {
        var console = Account.current();
        if (runAs.uid() == console.uid()) {
            return List.of();
        }
        var rights = new Rights(runner, Account.ofNumber(runAs.user(), runAs.uid(), runAs.gid()), console);
        var given = new LinkedHashSet<Place>();
        var file = found.configuration().file().toRealPath();
        var root = found.root().toRealPath();
        var directory = Objects.requireNonNull(file.getParent());
        if (isClosedItself(rights, root)) {
            given.add(new Place(root, false));
        }
        // What lies beside the configuration in a directory of its own is read by it, such as lists and bundles.
        if (!directory.equals(root) && directory.startsWith(root) && !canReadAll(rights, directory)) {
            given.add(new Place(directory, true));
        } else if (!rights.canRead(file)) {
            given.add(new Place(file, false));
        }
        for (var log : found.configuration().logs()) {
            if (Files.isDirectory(log.path()) && isOwn(log, found.root()) && !canUse(rights, log.path())) {
                given.add(new Place(log.path().toRealPath(), true));
            }
        }
        for (var store : others(found)) {
            if (Files.exists(store.path()) && !canUse(rights, store.path())) {
                given.add(new Place(store.path().toRealPath(), true));
            }
        }
        return List.copyOf(given);
    }

    /** What lies below a closed directory is out of reach for its sake, and is looked at for its own all the same. */
    private static boolean isClosedItself(Rights rights, Path directory) throws HostException, InterruptedException {
        return rights.closedAbove(directory.resolve("x"))
                .filter(directory::equals)
                .isPresent();
    }

    private static boolean canReadAll(Rights rights, Path directory)
            throws HostException, IOException, InterruptedException {
        if (!rights.canExecute(directory)) {
            return false;
        }
        for (var file : entries(directory)) {
            if (!rights.canRead(file)) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static boolean canUse(Rights rights, Path path) throws HostException, IOException, InterruptedException {
        if (!rights.canWrite(path) || (Files.isDirectory(path) && !rights.canExecute(path))) {
            return false;
        }
        if (!Files.isDirectory(path)) {
            return true;
        }
        for (var file : entries(path)) {
            if (!rights.canWrite(file)) {
                return false;
            }
        }
        return true;
    }

    /** A directory that other programs write to as well, such as /var/log, is not given away. */
    private static boolean isOwn(LogDirectory log, Path root) throws IOException {
        if (log.path().toRealPath().startsWith(root.toRealPath())) {
            return true;
        }
        try (var files = Files.list(log.path())) {
            return files.allMatch(file -> Blueprint.name(file).startsWith(log.prefix()));
        }
    }

    private static List<StoreConfiguration.OnDisk> others(Installation found) {
        var configuration = found.configuration();
        var data = configuration.store(Role.DATA);
        return Stream.of(Role.values())
                .map(configuration::store)
                .filter(StoreConfiguration.OnDisk.class::isInstance)
                .map(StoreConfiguration.OnDisk.class::cast)
                .filter(store -> data == null || !store.id().equals(data.id()))
                .distinct()
                .toList();
    }
}
