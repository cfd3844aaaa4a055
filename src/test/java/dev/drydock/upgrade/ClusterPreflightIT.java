package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.RefusedException;
import dev.drydock.foundationdb.Fault;
import dev.drydock.foundationdb.StandInTools;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checks say of a cluster before mail is stopped for it. */
class ClusterPreflightIT {

    @TempDir
    private Path directory;

    private ClusterWorld world;

    private List<Finding> findings(Map<String, String> backup) throws Exception {
        try (var upgrades = world.open(world.inProcess(false))) {
            return upgrades.plan(world.request(backup))
                    .preflight()
                    .orElseThrow()
                    .findings();
        }
    }

    private void finds(String code, Grade grade, String text) throws Exception {
        assertThat(findings(Map.of()))
                .filteredOn(finding -> finding.code().equals(code))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).as(finding.text()).isEqualTo(grade);
                    assertThat(finding.text()).contains(text);
                });
    }

    @Test
    void forbidsWhatWouldNotEndWell() throws Exception {
        world = ClusterWorld.create(directory);
        finds("cluster.healthy", Grade.PASS, "drydock_test is available and healthy");
        finds("cluster.shared", Grade.PASS, "no key that is not");
        finds("cluster.version", Grade.PASS, "7.1");
        finds("cluster.agents", Grade.PASS, "backup agents run");
        finds("cluster.destination", Grade.PASS, world.made().backups().toString());
        finds("cluster.clients", Grade.PASS, "Nobody");
        finds("data.state", Grade.PASS, "v0.7.3");

        world.cluster().faults(Fault.UNHEALTHY);
        finds("cluster.healthy", Grade.FAIL, "is not healthy");
        world.cluster().faults(Fault.LOCKED);
        finds("cluster.locked", Grade.FAIL, "locked");
        world.cluster().faults(Fault.NO_AGENT);
        finds("cluster.agents", Grade.FAIL, "No backup agent runs");
        world.cluster().faults(Fault.AGENTS_PAUSED);
        finds("cluster.agents", Grade.FAIL, "paused");
        world.cluster().faults(Fault.UNAVAILABLE);
        finds("cluster.available", Grade.FAIL, "is not available");
        world.cluster().faults(Set.of());

        world.cluster().clients("10.0.0.9:5120");
        finds("cluster.clients", Grade.FAIL, "10.0.0.9:5120");
        world.sandbox().startServer();
        try {
            finds("cluster.clients", Grade.WARN, "10.0.0.9:5120");
        } finally {
            world.sandbox().stopServer();
        }
        world.cluster().clients();
        world.cluster().version("6.3.25");
        finds("cluster.version", Grade.FAIL, "6.3.25");
        world.cluster().version("7.1.67");
        world.cluster().put("wiki/page".getBytes(StandardCharsets.UTF_8), new byte[] {1});
        finds("cluster.shared", Grade.FAIL, "wiki/page");
    }

    /** A cluster in trouble takes its time for each answer. */
    @Test
    void asksTheClusterForItsStateOnce() throws Exception {
        world = ClusterWorld.create(directory);
        var tools = new StandInTools(world.made().tools());
        try (var upgrades = world.open(ClusterWorld.by(tools, false))) {
            upgrades.plan(world.request());
        }

        assertThat(tools.runs())
                .filteredOn(run -> run.get(run.size() - 1).equals("status json"))
                .hasSize(1);
    }

    @Test
    void wantsADestinationThatIsThere() throws Exception {
        world = ClusterWorld.create(directory);
        assertThat(findings(Map.of("destination", "file://" + directory.resolve("nowhere"))))
                .filteredOn(finding -> finding.code().equals("cluster.destination"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.grade()).isEqualTo(Grade.FAIL));
    }

    @Test
    void takesNoSecretInAnAddress() throws Exception {
        world = ClusterWorld.create(directory);
        assertThatThrownBy(() -> findings(Map.of("destination", "blobstore://key:hush@s3.example:443/b?bucket=b")))
                .isInstanceOf(InvalidBackupException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void refusesAClusterWhoseFileIsNotThere() throws Exception {
        world = ClusterWorld.create(directory);
        Files.delete(world.cluster().clusterFile());
        try (var upgrades = world.open(world.inProcess(false))) {
            assertThatThrownBy(() -> upgrades.plan(world.request()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("fdb.cluster");
        }
    }
}
