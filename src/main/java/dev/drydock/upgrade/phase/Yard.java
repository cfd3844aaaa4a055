package dev.drydock.upgrade.phase;

import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.host.Account;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.HostException;
import dev.drydock.installation.Detection;
import dev.drydock.installation.ServerProcess;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.ScratchDirectory;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What the steps of one upgrade work with.
 *
 * @param sites make out where the mail data lies
 * @param server starts and stops the server
 * @param look what is found in the store once the server has stopped
 * @param credentials that were given to this console, in memory only
 * @param patience for what other programs take their time for
 */
public record Yard(
        Blueprint blueprint,
        CommandRunner runner,
        Function<Yard, StoreSite> sites,
        ServerControl server,
        Detection detection,
        StoreLook look,
        Credentials credentials,
        Patience patience,
        Clock clock) {

    /**
     * How long is waited.
     *
     * @param stop for the server to be gone
     * @param start for the server to answer
     * @param stall for a child that neither speaks, writes nor computes
     */
    public record Patience(Duration stop, Duration start, Duration stall) {
        /** What real servers with real stores need. */
        public static final Patience USUAL =
                new Patience(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(15));
    }

    /** The site of a store of files. */
    public static Function<Yard, StoreSite> files(FileStoreDriver driver) {
        return yard -> new FileSite(yard, driver);
    }

    /** A directory for temporary files of this console. */
    ScratchDirectory scratch() throws IOException {
        return ScratchDirectory.in(blueprint.home().resolve("scratch"), "step");
    }

    /** The account of an owner, with the groups that the machine gives it. */
    public static Account account(Blueprint.Owner owner) throws HostException, InterruptedException {
        var known = Account.current();
        if (known.uid() == owner.uid() && known.gid() == owner.gid()) {
            return known;
        }
        return owner.mounts() != null
                ? Account.contained(owner.user(), owner.uid(), owner.gid(), owner.mounts())
                : Account.ofNumber(owner.user(), owner.uid(), owner.gid());
    }

    /** What the server sees when it reads its configuration. */
    public ServerView view() throws HostException {
        var container = blueprint.container();
        return container == null
                ? ServerView.ofService().startedIn(blueprint.workingDirectory())
                : new ServerView(
                        server.environment().orElse(null), blueprint.workingDirectory(), container.paths()::outside);
    }

    /**
     * Who may own the directories that are written in. The mail server's account is among them: installers give it the
     * whole installation, and with it the program that root starts.
     */
    Account[] trusted() throws HostException, InterruptedException {
        return new Account[] {account(blueprint.console()), account(blueprint.runAs()), account(blueprint.exporter())};
    }

    /** The records of the old store, wherever it lies by now; the caller closes them. */
    StoreRecords records(PlacedStore old) throws StoreException {
        return records(old.openSource());
    }

    /** The records of a source, which is closed with them. */
    StoreRecords records(RecordSource source) {
        return blueprint.store().hasContentsElsewhere()
                ? StoreRecords.withContentsElsewhere(source)
                : new StoreRecords(source);
    }

    /** Where the mail data lies, and where it goes. */
    public StoreSite site() {
        return sites.apply(this);
    }

    /** The store that the configuration names: the new one, once the old one is set aside. */
    public PlacedStore newStore() {
        return site().newStore();
    }

    /** The old store, once it is set aside. */
    public PlacedStore oldStore() {
        return site().oldStore();
    }

    /** The processes of the installation, as people name them; empty when none is left. */
    public List<String> serverProcesses() {
        return processes().stream().map(process -> "process " + process.pid()).toList();
    }

    /** The processes of the installation. */
    List<ServerProcess> processes() {
        return detection
                .processes(blueprint.configuration().file(), blueprint.program().path())
                .ofInstallation()
                .stream()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }
}
