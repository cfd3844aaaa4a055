package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.store.foundationdb.ClusterStatus;
import dev.drydock.store.foundationdb.Destination;
import dev.drydock.store.foundationdb.ToolVersions;
import dev.drydock.upgrade.phase.ClusterSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The cluster of FoundationDB that the mail data lies in: is it whole, is it the mail server's alone, can it be saved. */
final class ClusterCheck implements Check {

    /** Above that, what v0.7.3 reads in one transaction may take longer than the five seconds that such a one lives. */
    private static final long LONG_READING = 1L << 30;

    private static final int SHOWN = 3;

    @Override
    public String topic() {
        return "cluster";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var look = scene.cluster();
        if (look.isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.notice(
                "cluster.stand-ins",
                "What Drydock does with FoundationDB is tested against stand-ins of the tools, and with no real cluster",
                "Try it on a copy of the cluster first; Drydock clears nothing without a restorable backup"));
        try {
            var site = look.get().site();
            var status = look.get().status();
            state(site, status, findings);
            if (status.available()) {
                findings.add(versions(site.cluster().versions(), status));
                findings.add(alone(site));
                findings.addAll(new ClusterClients().look(scene));
                size(status, findings);
                agents(status, findings);
                destination(site.destination(), status.keyValueBytes(), findings);
            }
        } catch (StoreException e) {
            findings.add(Finding.fail("cluster.unreachable", e.problem(), e.nextStep()));
        }
        return findings;
    }

    private static void state(ClusterSite site, ClusterStatus status, List<Finding> findings) {
        var name = "The cluster " + site.description();
        var messages = status.messages().isEmpty() ? "" : ": " + String.join("; ", status.messages());
        if (!status.available()) {
            findings.add(Finding.fail(
                    "cluster.available",
                    name + " is not available" + messages,
                    "See fdbcli --exec \"status details\", and bring it back first"));
            return;
        }
        findings.add(
                status.healthy()
                        ? Finding.pass("cluster.healthy", name + " is available and healthy")
                        : Finding.fail(
                                "cluster.healthy",
                                name + " is not healthy" + messages,
                                "Wait until it has mended itself, or mend it; a backup of it would prove nothing"));
        if (status.locked()) {
            findings.add(Finding.fail(
                    "cluster.locked",
                    name + " is locked, as during a restore",
                    "Find out who has locked it, and wait for that"));
        }
    }

    private static Finding versions(ToolVersions tools, ClusterStatus status) {
        var others = status.versions().stream()
                .filter(version -> !ToolVersions.series(version).equals(ToolVersions.series(tools.cli())))
                .toList();
        return others.isEmpty()
                ? Finding.pass(
                        "cluster.version",
                        "The cluster is v" + String.join(", ", status.versions()) + ", its tools here are v"
                                + tools.cli())
                : Finding.fail(
                        "cluster.version",
                        "The cluster is v" + String.join(", ", others) + ", its tools here are v" + tools.cli()
                                + ": they do not understand each other",
                        "Install the tools of the cluster's version, or name their directory: --foundationdb-tools");
    }

    private static Finding alone(ClusterSite site) throws StoreException, InterruptedException {
        var foreign = site.contents().foreign(SHOWN);
        return foreign.isEmpty()
                ? Finding.pass("cluster.shared", "The cluster holds no key that is not the mail server's")
                : Finding.fail(
                        "cluster.shared",
                        "The cluster holds keys that are not the mail server's, such as "
                                + String.join(
                                        ", ",
                                        foreign.stream().map(Object::toString).toList())
                                + "; the upgrade clears its whole key range, and would take them along",
                        "Move one of the two to a cluster of its own first");
    }

    private static void size(ClusterStatus status, List<Finding> findings) {
        if (status.keyValueBytes().isEmpty()) {
            findings.add(Finding.skip("cluster.size", "The cluster does not say how much it holds", ""));
            return;
        }
        var bytes = status.keyValueBytes().getAsLong();
        findings.add(Finding.pass("cluster.size", "Keys and values take about " + ByteCount.of(bytes)));
        if (bytes > LONG_READING) {
            findings.add(Finding.warn(
                    "cluster.transactions",
                    "v0.7.3 reads each family of records in one transaction, and FoundationDB ends one after five"
                            + " seconds; of a store of " + ByteCount.of(bytes)
                            + " its export may fail with \"transaction too old\"",
                    "Try stalwart-mail --export on a copy of the cluster first; where it fails, nothing was cleared"));
        }
    }

    private static void agents(ClusterStatus status, List<Finding> findings) {
        var agents = status.backup();
        if (!agents.known()) {
            findings.add(Finding.skip(
                    "cluster.agents", "The cluster does not say whether backup agents run", "See fdbbackup status"));
        } else if (agents.agents() == 0) {
            findings.add(Finding.fail(
                    "cluster.agents",
                    "No backup agent runs, so nothing can be backed up or restored",
                    "Start backup_agent where it can write to the destination, as by [backup_agent.1] in"
                            + " /etc/foundationdb/foundationdb.conf"));
        } else if (agents.paused()) {
            findings.add(
                    Finding.fail("cluster.agents", "All backup agents are paused", "Let them go on: fdbbackup resume"));
        } else {
            findings.add(Finding.pass("cluster.agents", agents.agents() + " backup agents run"));
        }
    }

    private static void destination(Destination destination, OptionalLong bytes, List<Finding> findings)
            throws HostException, IOException {
        var directory = destination.directory();
        if (directory.isEmpty()) {
            findings.add(Finding.skip(
                    "cluster.destination",
                    "Whether the backup agents can write to " + destination.url() + ", and how much room is there, was"
                            + " not looked at",
                    "The phase backup shows it before anything is cleared"));
            return;
        }
        findings.add(room(directory.get(), bytes));
    }

    private static Finding room(Path directory, OptionalLong bytes) throws HostException, IOException {
        if (!Files.isDirectory(directory)) {
            return Finding.fail(
                    "cluster.destination",
                    "The destination of the backup, " + directory + ", is no directory",
                    "Make it, and give it to the account of the backup agents");
        }
        var room = DiskSpace.on(directory).usable();
        var owner = Files.getOwner(directory).getName();
        if (bytes.isPresent() && room < bytes.getAsLong()) {
            return Finding.fail(
                    "cluster.destination",
                    directory + " has room for " + ByteCount.of(room) + ", and the cluster holds "
                            + ByteCount.of(bytes.getAsLong()),
                    "Make room there, or choose another destination");
        }
        return Finding.pass(
                "cluster.destination",
                directory + " is a directory of " + owner + " with room for " + ByteCount.of(room)
                        + "; whether the backup agents may write there, the phase backup shows before anything is cleared");
    }
}
