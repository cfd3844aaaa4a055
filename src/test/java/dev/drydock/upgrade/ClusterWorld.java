package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Failpoints;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.foundationdb.ClusterSandbox;
import dev.drydock.foundationdb.StandInCluster;
import dev.drydock.foundationdb.StandInTools;
import dev.drydock.store.foundationdb.InstalledTools;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.store.foundationdb.Tools;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.ClusterAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A sandbox whose mail data lies in a stand-in for a cluster. */
record ClusterWorld(SandboxUpgrade sandbox, ClusterSandbox made) {

    /** What the cluster is called. */
    static final String DESCRIPTION = "drydock_test";

    private static final byte[] END = {(byte) 0xFF};

    private static final Patience QUICK = new Patience(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(100));

    static ClusterWorld create(Path directory) throws Exception {
        var made = ClusterSandbox.create(directory.resolve("mail"));
        return new ClusterWorld(SandboxUpgrade.in(directory), made);
    }

    StandInCluster cluster() {
        return made.cluster();
    }

    /** The tools as programs of this machine, as they are in earnest. */
    ClusterAccess byPrograms(boolean clears) {
        return new ClusterAccess(InstalledTools.in(made.tools(), Map.of()), QUICK, clears);
    }

    /** The same tools in this process, which is quicker; commands that are shown are those of the programs. */
    ClusterAccess inProcess(boolean clears) {
        return by(new StandInTools(made.tools()), clears);
    }

    static ClusterAccess by(Tools tools, boolean clears) {
        return new ClusterAccess(tools, QUICK, clears);
    }

    Upgrades open(ClusterAccess access) throws Exception {
        return Upgrades.open(sandbox.settings(Failpoints.NONE).withClusters(access));
    }

    UpgradeRequest request() {
        return request(Map.of());
    }

    UpgradeRequest request(Map<String, String> more) {
        var filled = new HashMap<>(more);
        filled.putIfAbsent("destination", "file://" + made.backups());
        filled.putIfAbsent("limit", "1");
        return sandbox.request().withBackup(BackupChoice.filled(filled));
    }

    /** Every key and value of the cluster. */
    List<String> state() throws Exception {
        return cluster().keys().range(new byte[0], END, Integer.MAX_VALUE).stream()
                .map(entry -> HexFormat.of().formatHex(entry.key()) + " "
                        + HexFormat.of().formatHex(entry.value()).hashCode())
                .toList();
    }

    void run(Upgrades upgrades, Upgrade upgrade, String until, RunState expected) throws Exception {
        upgrades.run(upgrade, until);
        upgrades.await(upgrade);
        require(upgrades, upgrade, expected);
    }

    void goBack(Upgrades upgrades, Upgrade upgrade, RunState expected) throws Exception {
        upgrades.rollback(upgrade);
        upgrades.await(upgrade);
        require(upgrades, upgrade, expected);
    }

    private static void require(Upgrades upgrades, Upgrade upgrade, RunState expected) {
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(expected);
    }

    /** Expects it to wait for the cluster to be cleared, and does that as an admin would. */
    void clear(Upgrade upgrade) throws Exception {
        var waiting = upgrade.run().read(RunRecord::waiting).orElseThrow();
        assertThat(waiting.what()).isEqualTo("clear");
        assertThat(waiting.command()).contains("clearrange");
        clear();
    }

    /** Clears it, as an admin would. */
    void clear() throws Exception {
        cluster().keys().clear(new byte[0], END);
    }
}
