package dev.drydock.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.ClusterStatus.Client;
import dev.drydock.store.foundationdb.Destination;
import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.foundationdb.ToolVersions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStatusTest {

    @TempDir
    private Path directory;

    private StandInCluster cluster;
    private FdbTools tools;

    @BeforeEach
    void create() throws Exception {
        cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        tools = ClusterSandbox.inProcess(cluster, new StandInTools());
    }

    @Test
    void saysHowAClusterIs() throws Exception {
        cluster.put(new byte[] {1}, new byte[] {2});
        cluster.clients("10.0.0.9:51234");

        var status = tools.status();

        assertThat(status.available()).isTrue();
        assertThat(status.healthy()).isTrue();
        assertThat(status.messages()).isEmpty();
        assertThat(status.versions()).containsExactly("7.1.67");
        assertThat(status.connectionString()).contains("drydock_test:p4ss@127.0.0.1:4500");
        assertThat(status.keyValueBytes().orElseThrow()).isPositive();
        assertThat(status.freeDisk()).hasValue(0.75);
        assertThat(status.clients()).extracting(Client::host).contains("10.0.0.9", "127.0.0.1");
        assertThat(status.backup().agents()).isEqualTo(1);
        assertThat(status.backup().tags()).isEmpty();
    }

    @Test
    void saysWhatIsAmiss() throws Exception {
        cluster.faults(Fault.UNHEALTHY, Fault.NO_AGENT, Fault.LOCKED);
        cluster.version("6.3.25");

        var status = tools.status();

        assertThat(status.available()).isTrue();
        assertThat(status.healthy()).isFalse();
        assertThat(status.messages()).containsExactly("Data: Restoring replication factor");
        assertThat(status.movingBytes()).hasValue(123_456);
        assertThat(status.locked()).isTrue();
        assertThat(status.backup().known()).isTrue();
        assertThat(status.backup().agents()).isZero();
        assertThat(status.versions()).containsExactly("6.3.25");
    }

    @Test
    void saysThatAClusterIsNotAvailable() throws Exception {
        cluster.faults(Fault.UNAVAILABLE);

        var status = tools.status();

        assertThat(status.available()).isFalse();
        assertThat(status.messages()).contains("Unable to reach a quorum of coordinators.");
    }

    @Test
    void readsThroughTheWordsThatFdbcliSaysWhenItIsSlow() throws Exception {
        cluster.faults(Fault.SLOW_ANSWERS, Fault.AGENTS_PAUSED);

        assertThat(tools.status().available()).isTrue();
        assertThat(tools.status().backup().paused()).isTrue();
    }

    @Test
    void knowsBackupsByTheirTags() throws Exception {
        var destination = Destination.parse("file://" + directory.toRealPath().resolve("backups"));
        tools.backups().start(destination, "t1", Duration.ofSeconds(20), LineConsumer.NOBODY, status -> {});

        var tag = tools.status().backup().tags().get("t1");

        assertThat(tag).isNotNull();
        assertThat(tag.running()).isFalse();
        assertThat(tag.status()).isEqualTo("has been completed");
        assertThat(tag.lastRestorableVersion()).isPresent();
    }

    @Test
    void saysTheVersionsOfTheTools() throws Exception {
        assertThat(tools.versions()).isEqualTo(new ToolVersions("7.1.67", "7.1.67", "fdb00b071010000"));
        assertThat(ToolVersions.series("7.1.67")).isEqualTo("7.1");
    }
}
