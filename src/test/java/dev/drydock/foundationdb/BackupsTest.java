package dev.drydock.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.BackupStatus;
import dev.drydock.store.foundationdb.BackupStatus.State;
import dev.drydock.store.foundationdb.Backups;
import dev.drydock.store.foundationdb.Destination;
import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.foundationdb.KeySpace;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.store.foundationdb.RestoreStatus;
import dev.drydock.store.foundationdb.Restores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String TAG = "drydock-1";

    @TempDir
    private Path directory;

    private StandInCluster cluster;
    private FdbTools tools;
    private Backups backups;
    private Restores restores;
    private Destination destination;
    private final StandInTools runs = new StandInTools();

    @BeforeEach
    void create() throws Exception {
        cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        tools = ClusterSandbox.inProcess(cluster, runs);
        backups = tools.backups();
        restores = tools.restores();
        destination = Destination.parse(
                "file://" + Files.createDirectory(directory.toRealPath().resolve("backups")));
        for (var i = 0; i < 50; i++) {
            cluster.put(("key" + i).getBytes(StandardCharsets.US_ASCII), new byte[] {(byte) i});
        }
    }

    private BackupStatus backUp() throws Exception {
        return backups.start(destination, TAG, LIMIT, LineConsumer.NOBODY, status -> {});
    }

    private RestoreStatus restore(String container, long version, Duration limit) throws Exception {
        return restores.start(container, "back-1", version, limit, LineConsumer.NOBODY, status -> {});
    }

    @Test
    void backsUpClearsAndRestores() throws Exception {
        var before = tools.keys().range(KeySpace.ALL, 100);

        var backup = backUp();
        assertThat(backup.state()).isEqualTo(State.COMPLETED);
        var container = backup.container().orElseThrow();
        assertThat(container).startsWith(destination.url() + "/backup-");
        var description = backups.describe(container);
        assertThat(description.isWhole()).isTrue();
        assertThat(description.maxRestorable()).isEqualTo(backup.latestRestorable());
        tools.keys().clear(KeySpace.ALL);

        var restored = restore(container, description.maxRestorable().orElseThrow(), LIMIT);

        assertThat(restored.state()).isEqualTo(RestoreStatus.State.COMPLETED);
        assertThat(restored.version()).isEqualTo(description.maxRestorable());
        assertThat(restored.container()).contains(container);
        assertThat(tools.keys().range(KeySpace.ALL, 100)).isEqualTo(before);
    }

    @Test
    void tellsHowFarABackupHasCome() throws Exception {
        cluster.pace(Duration.ofMillis(600));
        var seen = new ArrayList<BackupStatus>();
        var said = Collections.synchronizedList(new ArrayList<String>());

        backups.start(destination, TAG, LIMIT, (channel, line) -> said.add(line), seen::add);

        assertThat(seen).hasSizeGreaterThan(3);
        var bytes = seen.stream()
                .filter(status -> status.rangeBytes().isPresent())
                .map(status -> status.rangeBytes().getAsLong())
                .toList();
        assertThat(bytes).hasSizeGreaterThan(2).isSorted();
        assertThat(seen.get(seen.size() - 1).state()).isEqualTo(State.COMPLETED);
        assertThat(said).containsExactly("Submitted and now waiting for the backup on tag `drydock-1' to complete.");
    }

    @Test
    void leavesABackupToItselfWhenTheTimeIsUpAndWaitsForItLater() throws Exception {
        cluster.pace(Duration.ofMillis(900));

        var first = backups.start(destination, TAG, SHORT, LineConsumer.NOBODY, status -> {});
        assertThat(first.isRunning()).isTrue();
        var second = backups.await(TAG, LIMIT, status -> {});

        assertThat(second.state()).isEqualTo(State.COMPLETED);
        assertThat(second.uid()).isEqualTo(first.uid());
    }

    @Test
    void leavesABackupToItselfWhenItIsInterrupted() throws Exception {
        cluster.faults(Fault.BACKUP_STALLS);

        assertThatThrownBy(() -> backups.start(
                        destination,
                        TAG,
                        LIMIT,
                        LineConsumer.NOBODY,
                        status -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);

        assertThat(backups.status(TAG).isRunning()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_AGENT", "AGENTS_PAUSED", "BACKUP_STALLS", "BACKUP_FAILS"})
    void endsWaitingForABackupThatDoesNotComeToItsEnd(Fault fault) throws Exception {
        cluster.faults(fault);

        var status = backups.start(destination, TAG, SHORT, LineConsumer.NOBODY, seen -> {});

        assertThat(status.isRunning()).isTrue();
        assertThat(status.latestRestorable()).isEmpty();
        assertThat(status.agentsPaused()).isEqualTo(fault == Fault.AGENTS_PAUSED);
        assertThat(status.state())
                .isEqualTo(fault == Fault.NO_AGENT || fault == Fault.AGENTS_PAUSED ? State.SUBMITTED : State.RUNNING);
        assertThat(backups.errors(TAG)).hasSize(fault == Fault.BACKUP_FAILS ? 1 : 0);
        backups.abort(TAG);
        assertThat(backups.status(TAG).state()).isEqualTo(State.ABORTED);
    }

    @Test
    void namesWhatAgentsComplainOf() throws Exception {
        cluster.faults(Fault.BACKUP_FAILS);
        backups.start(destination, TAG, SHORT, LineConsumer.NOBODY, seen -> {});

        assertThat(backups.errors(TAG))
                .containsExactly("3.00 second(s) ago : Could not write to file: No space left on device");
    }

    @Test
    void findsThatABackupIsPartial() throws Exception {
        cluster.faults(Fault.BACKUP_PARTIAL);

        var status = backUp();
        var container = status.container().orElseThrow();
        var description = backups.describe(container);

        assertThat(status.state()).isEqualTo(State.COMPLETED);
        assertThat(description.restorable()).isFalse();
        assertThat(description.isWhole()).isFalse();
        assertThat(description.maxRestorable()).isEmpty();
        tools.keys().clear(KeySpace.ALL);
        assertThatThrownBy(() -> restore(container, status.latestRestorable().orElseThrow(), LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not possible from " + container);
    }

    @Test
    void findsThatTheLogOfABackupHasAGap() throws Exception {
        cluster.faults(Fault.BACKUP_WITH_GAP);

        var description = backups.describe(backUp().container().orElseThrow());

        assertThat(description.restorable()).isTrue();
        assertThat(description.isWhole()).isFalse();
    }

    @Test
    void waitsForAgentsWhereTheToolGivesUp() throws Exception {
        cluster.pace(Duration.ofMillis(300));
        cluster.faults(Fault.BACKUP_TOOL_GIVES_UP);

        assertThat(backUp().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void refusesASecondBackupWithTheTagOfOneThatIsRunning() throws Exception {
        cluster.faults(Fault.BACKUP_STALLS);
        backups.start(destination, TAG, SHORT, LineConsumer.NOBODY, seen -> {});

        assertThatThrownBy(this::backUp)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("A backup is already running on tag `drydock-1'");
    }

    @Test
    void saysThatAClusterDoesNotAnswer() throws Exception {
        cluster.faults(Fault.UNAVAILABLE);

        assertThatThrownBy(this::backUp)
                .hasMessageContaining("fdbbackup could not")
                .hasMessageContaining(cluster.clusterFile().toString())
                .hasMessageContaining("when it is available");
        assertThatThrownBy(() -> restores.status("back-1"))
                .hasMessageContaining("fdbrestore could not")
                .hasMessageContaining("its time was up");
    }

    @Test
    void knowsNothingOfTagsWithoutABackup() throws Exception {
        assertThat(backups.status("other").state()).isEqualTo(State.NONE);
        assertThat(backups.errors("other")).isEmpty();
        backups.abort("other");
        assertThat(restores.status("other").state()).isEqualTo(RestoreStatus.State.NONE);
        restores.abort("other");
        assertThatThrownBy(() -> backups.describe(destination.url() + "/backup-2024"))
                .hasMessageContaining("Backup does not exist")
                .hasMessageContaining("machines that they run on");
    }

    @Test
    void refusesToRestoreOverKeys() throws Exception {
        var container = backUp().container().orElseThrow();
        var version = backups.describe(container).maxRestorable().orElseThrow();
        tools.keys().clear(KeySpace.ALL);
        restore(container, version, LIMIT);

        // The restore before has the same tag and is completed, which must not be taken for this one.
        assertThatThrownBy(() -> restore(container, version, LIMIT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("non-empty destination")
                .hasMessageContaining("Clear the key range first");
    }

    @Test
    void tellsThatARestoreHasFailed() throws Exception {
        var container = backUp().container().orElseThrow();
        var version = backups.describe(container).maxRestorable().orElseThrow();
        tools.keys().clear(KeySpace.ALL);
        cluster.faults(Fault.RESTORE_FAILS);

        var status = restore(container, version, LIMIT);

        assertThat(status.state()).isEqualTo(RestoreStatus.State.ABORTED);
        assertThat(status.lastError())
                .hasValueSatisfying(error -> assertThat(error).contains("corrupted"));
        assertThat(tools.keys().isEmpty(KeySpace.ALL)).isFalse();
    }

    @Test
    void locksTheClusterWhileARestoreIsRunning() throws Exception {
        var container = backUp().container().orElseThrow();
        var version = backups.describe(container).maxRestorable().orElseThrow();
        tools.keys().clear(KeySpace.ALL);
        cluster.faults(Fault.RESTORE_STALLS);

        assertThat(restore(container, version, SHORT).state()).isEqualTo(RestoreStatus.State.RUNNING);
        assertThat(tools.status().locked()).isTrue();
        assertThatThrownBy(() -> tools.keys().isEmpty(KeySpace.ALL)).hasMessageContaining("locked");
        restores.abort("back-1");

        assertThat(restores.status("back-1").state()).isEqualTo(RestoreStatus.State.ABORTED);
        assertThat(tools.status().locked()).isFalse();
        assertThat(tools.keys().isEmpty(KeySpace.ALL)).isFalse();
    }

    @Test
    void givesCredentialsInAFileToObjectStoresOnly() throws Exception {
        var store = Destination.parse("blobstore://AKIA1@s3.example:443/mail?bucket=b");
        var file = Files.writeString(
                directory.resolve("credentials.json"), "{\"accounts\":{\"AKIA1@s3.example\":{\"secret\":\"x\"}}}");
        var with = new FdbTools(runs, cluster.clusterFile(), file, Patience.USUAL).backups();

        assertThat(with.startCommand(store, TAG)).endsWith("--blob-credentials", file.toString());
        assertThat(with.startCommand(destination, TAG))
                .doesNotContain("--blob-credentials")
                .endsWith("-w");
        with.start(store, TAG, LIMIT, LineConsumer.NOBODY, status -> {});
        assertThat(with.describe(store.url()).isWhole()).isTrue();
        assertThatThrownBy(() -> backups.describe(store.url()))
                .hasMessageContaining("Cannot find authentication details")
                .hasMessageContaining("Give the secret of the object store");
    }

    @Test
    void showsTheVectorsThatItRuns() throws Exception {
        var file = cluster.clusterFile().toString();

        assertThat(backups.startCommand(destination, TAG))
                .isEqualTo(
                        List.of("/stand-in/fdbbackup", "start", "-C", file, "-d", destination.url(), "-t", TAG, "-w"));
        assertThat(backups.describeCommand("file:///b/x"))
                .isEqualTo(List.of(
                        "/stand-in/fdbbackup", "describe", "-C", file, "-d", "file:///b/x", "--deep", "--json"));
        assertThat(restores.startCommand("file:///b/x", TAG, 77))
                .isEqualTo(List.of(
                        "/stand-in/fdbrestore",
                        "start",
                        "--dest-cluster-file",
                        file,
                        "-r",
                        "file:///b/x",
                        "-t",
                        TAG,
                        "-v",
                        "77",
                        "-w"));
    }
}
