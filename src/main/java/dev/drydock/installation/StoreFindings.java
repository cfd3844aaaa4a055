package dev.drydock.installation;

import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.StoreVersion;
import java.util.List;

/** What the place and the state of the mail data mean for an upgrade. */
final class StoreFindings {

    private static final int SHOWN = 5;

    private final Installation found;

    StoreFindings(Installation found) {
        this.found = found;
    }

    void addTo(List<Finding> findings) {
        var placement = found.dataPlacement();
        if (placement != null) {
            var tellsMore = placement.exists();
            findings.add(
                    tellsMore
                            ? Finding.pass(
                                    "data.found",
                                    "The mail data lies in " + placement.store() + ": " + placement.ownSize())
                            : Finding.fail(
                                    "data.missing",
                                    "Nothing that can be seen lies at " + placement.configured()
                                            + ", where the mail data should be",
                                    "Correct the path in the configuration, or run Drydock as root"));
            if (tellsMore) {
                place(placement, findings);
                neighbours(placement, findings);
            }
        }
        state(findings);
        tls(findings);
    }

    private static void place(StorePlacement placement, List<Finding> findings) {
        var directory = placement.directory();
        if (placement.link()) {
            findings.add(Finding.notice(
                    "data.link",
                    placement.configured() + " is a link to " + placement.store(),
                    "Only what it leads to is moved; the link stays"));
        }
        if (placement.mountPoint()) {
            findings.add(Finding.notice(
                    "data.mount-point",
                    directory + " is the place of a mount, which cannot be renamed",
                    "The old store goes to a directory on the same mount"));
        } else if (placement.volumeRoot()) {
            findings.add(Finding.notice(
                    "data.volume-root",
                    directory + " is the volume of a container, which cannot be renamed",
                    "The old store goes to a directory in the same volume"));
        }
        var mount = placement.mount();
        if (mount != null && mount.isReadOnly()) {
            findings.add(Finding.fail(
                    "data.read-only", mount.point() + " can only be read", "Mount it so that it can be written"));
        }
        if (placement.ownSize().unseen() > 0) {
            findings.add(Finding.warn(
                    "data.closed",
                    placement.ownSize().unseen() + " of the files in " + directory + " may not be seen",
                    "Run Drydock as root"));
        }
    }

    private static void neighbours(StorePlacement placement, List<Finding> findings) {
        var neighbours = placement.neighbours();
        if (neighbours.isEmpty()) {
            return;
        }
        var names = neighbours.stream()
                .limit(SHOWN)
                .map(neighbour -> neighbour.path().getFileName() + " (" + neighbour.what() + ")")
                .toList();
        var more = neighbours.size() > SHOWN ? " and " + (neighbours.size() - SHOWN) + " more" : "";
        findings.add(Finding.notice(
                "data.neighbours",
                placement.directory() + " holds more than the store: " + String.join(", ", names) + more + "; "
                        + placement.neighbourSize(),
                "Only the store's own files are moved"));
    }

    private void state(List<Finding> findings) {
        var store = found.configuration().store(Role.DATA);
        if (store == null) {
            return;
        }
        var state = found.states().get(store.id());
        if (state == null) {
            findings.add(Finding.skip(
                    "data.state",
                    "Which version has written " + store.describe() + " was not looked at",
                    "It is looked at before anything is changed"));
        } else if (state instanceof StoreState.Unseen unseen) {
            var running = !found.processes().ofInstallation().isEmpty();
            var text = "It cannot be seen which version has written the store. "
                    + unseen.reason().replaceAll("\\.+$", "");
            findings.add(
                    running
                            ? Finding.skip("data.state", text, "It is looked at again once the server has stopped")
                            : Finding.fail(
                                    "data.state",
                                    text,
                                    store instanceof StoreConfiguration.OnDatabaseServer
                                            ? "Start the database server, or correct store." + store.id()
                                            : "See what it says, and run Drydock as root"));
        } else if (state instanceof StoreState.Seen seen) {
            findings.add(state(seen.version(), store));
        }
    }

    private static Finding state(StoreVersion version, StoreConfiguration store) {
        var text = store.describe() + ": " + version.title();
        return switch (version) {
            case V0_7_3 -> Finding.pass("data.state", text);
            case BLANK -> Finding.fail("data.state", text, "There is no mail to carry; see whether its place is right");
            case V0_8_0 -> Finding.fail("data.state", text, "It has been upgraded already");
            case BOTH -> Finding.fail("data.state", text, "Go back to a copy from before v0.8.0 was started on it");
            case FOREIGN -> Finding.fail("data.state", text, "See whether its place is right");
        };
    }

    /** v0.8.0 asks another setting than v0.7.3 whether to use TLS to MySQL. */
    private void tls(List<Finding> findings) {
        for (var store : found.configuration().stores().values()) {
            if (store instanceof StoreConfiguration.OnDatabaseServer server
                    && server.kind() == StoreKind.MYSQL
                    && server.usesTlsInV073() != server.usesTlsInV080()) {
                findings.add(Finding.warn(
                        "store.mysql-tls",
                        "v0.7.3 reaches " + server.describe() + (server.usesTlsInV073() ? " with" : " without")
                                + " TLS, v0.8.0 " + (server.usesTlsInV080() ? "with" : "without")
                                + ": it asks store." + server.id() + ".tls.enable, which v0.7.3 ignores",
                        "Set store." + server.id() + ".tls.enable to what the database server expects"));
            }
        }
    }
}
