package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import dev.drydock.installation.Installation;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.installation.ServerProcess;
import dev.drydock.installation.StoreState;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.ServerFacts;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.TableSite;
import dev.drydock.upgrade.phase.Yard;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the checks look at.
 *
 * @param found on the machine just now
 * @param console account that the checks run as
 * @param server what the server of the store says of itself; empty where it lies in files, or cannot be asked
 * @param cluster that the store lies in; empty where it lies elsewhere
 * @param readingLimit how long the store may be read
 * @param progress is told of the reading
 */
record Scene(
        Yard yard,
        Installation found,
        Kernel kernel,
        Account console,
        Stage stage,
        Optional<ServerFacts> server,
        Optional<ClusterLook> cluster,
        Duration readingLimit,
        Progress progress) {

    Blueprint blueprint() {
        return yard.blueprint();
    }

    /** Processes of the installation besides this one, which may be a console with the same file in its arguments. */
    List<ServerProcess> servers() {
        return found.processes().ofInstallation().stream()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }

    boolean isServerRunning() {
        return !servers().isEmpty();
    }

    /** What an account of the plan may do. */
    Rights rights(Blueprint.Owner owner) throws HostException, InterruptedException {
        return new Rights(yard.runner(), account(owner), console);
    }

    /**
     * What is denied to the account of v0.8.0, and to be had when it is given to it, as the plan has it.
     *
     * @param path that was denied, or lies below what was
     */
    Finding unlessGiven(Path path, Finding denied) {
        return denied.grade() == Grade.FAIL && blueprint().isGiven(path)
                ? Finding.notice(
                        denied.code(),
                        denied.text() + ". Drydock gives " + path + " to that account in the phase install, and back to"
                                + " its owners on going back",
                        "")
                : denied;
    }

    Rights runAsRights() throws HostException, InterruptedException {
        return rights(blueprint().runAs());
    }

    Account account(Blueprint.Owner owner) throws HostException, InterruptedException {
        return Yard.account(owner);
    }

    /** The tables of the store with what can be known of keeping them; empty where it lies in files. */
    Optional<TableSite> tables() {
        return yard.site() instanceof TableSite tables ? Optional.of(tables) : Optional.empty();
    }

    static Optional<ServerFacts> server(Yard yard) {
        if (!(yard.site() instanceof TableSite tables)) {
            return Optional.empty();
        }
        try {
            return Optional.of(tables.checks().facts());
        } catch (StoreException e) {
            // The check of the database says why.
            return Optional.empty();
        }
    }

    static Stage stage(Yard yard, Installation found) {
        var blueprint = yard.blueprint();
        var program = found.program();
        if (program != null
                && program.version().equals(ProgramVersion.TARGET)
                && !(found.dataState() instanceof StoreState.Seen seen && seen.version() != StoreVersion.V0_8_0)
                && (blueprint.node() == null ? isOldStore(yard) : isNewStore(yard))) {
            return Stage.AFTER;
        }
        return exists(blueprint.staging()) ? Stage.UNDER_WAY : Stage.BEFORE;
    }

    private static boolean isOldStore(Yard yard) {
        try {
            return yard.site().isKept() && yard.oldStore().detect() == StoreVersion.V0_7_3;
        } catch (StoreException e) {
            return false;
        }
    }

    private static boolean isNewStore(Yard yard) {
        try {
            return yard.newStore().detect() == StoreVersion.V0_8_0;
        } catch (StoreException e) {
            return false;
        }
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
