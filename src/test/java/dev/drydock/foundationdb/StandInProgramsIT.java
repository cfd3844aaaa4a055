package dev.drydock.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.demo.SandboxServer;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.LineConsumer;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.foundationdb.BackupStatus;
import dev.drydock.store.foundationdb.ClusterContents;
import dev.drydock.store.foundationdb.Destination;
import dev.drydock.store.foundationdb.FdbStore;
import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.foundationdb.InstalledTools;
import dev.drydock.store.foundationdb.KeySpace;
import dev.drydock.store.foundationdb.KeyValue;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.store.foundationdb.RestoreStatus;
import dev.drydock.store.foundationdb.VendorTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way there and back with real programs, which are stand-ins: tools, mail servers and agents. */
class StandInProgramsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private static CommandResult run(Path program, Object... arguments) throws Exception {
        var vector = new ArrayList<String>();
        vector.add(program.toString());
        for (var argument : arguments) {
            vector.add(argument.toString());
        }
        return new CommandRunner().run(Command.of(vector).withLimit(LIMIT));
    }

    private static void succeed(CommandResult result) {
        assertThat(result.isSuccess()).as(result.lastLines().toString()).isTrue();
    }

    @Test
    void goesToTheNewVersionAndBack() throws Exception {
        var place = ClusterSandbox.create(directory.resolve("sandbox"));
        var sandbox = place.sandbox();
        var tools = place.programs();
        var store = new FdbStore(tools);
        assertThat(store.detect()).isEqualTo(StoreVersion.V0_7_3);
        assertThat(settings(store)).isGreaterThan(0);
        var counts = new ClusterContents(tools.keys()).counts(10_000);

        var export = sandbox.directory().resolve("export");
        succeed(run(sandbox.program(), "--config", sandbox.configuration(), "--export", export));
        place.cluster().pace(Duration.ofMillis(1500));
        var seen = new ArrayList<BackupStatus>();
        var backup = tools.backups()
                .start(Destination.parse("file://" + place.backups()), "t", LIMIT, LineConsumer.NOBODY, seen::add);
        assertThat(backup.state()).isEqualTo(BackupStatus.State.COMPLETED);
        assertThat(seen).hasSizeGreaterThan(1);
        var description = tools.backups().describe(backup.container().orElseThrow());
        assertThat(description.isWhole()).isTrue();

        // By the command that an admin is shown.
        var clear = tools.keys().clearCommand(KeySpace.ALL);
        succeed(run(Path.of(clear.get(0)), clear.subList(1, clear.size()).toArray()));
        assertThat(tools.keys().isEmpty(KeySpace.ALL)).isTrue();
        assertThat(store.detect()).isEqualTo(StoreVersion.BLANK);

        succeed(run(sandbox.release(), "--config", sandbox.configuration(), "--import", export));
        assertThat(store.detect()).isEqualTo(StoreVersion.V0_8_0);
        try (var target = store.openTarget();
                var events = target.scan(Letter.QUEUE_EVENT)) {
            assertThat(events.next()).isTrue();
        }

        tools.keys().clear(KeySpace.ALL);
        var restored = tools.restores()
                .start(
                        backup.container().orElseThrow(),
                        "t",
                        description.maxRestorable().orElseThrow(),
                        LIMIT,
                        LineConsumer.NOBODY,
                        status -> {});
        assertThat(restored.state()).isEqualTo(RestoreStatus.State.COMPLETED);
        assertThat(store.detect()).isEqualTo(StoreVersion.V0_7_3);
        assertThat(new ClusterContents(tools.keys()).counts(10_000)).isEqualTo(counts);
        succeed(run(
                sandbox.program(),
                "--config",
                sandbox.configuration(),
                "--export",
                sandbox.directory().resolve("again")));
    }

    /** On a real cluster nothing keeps the tools from looking while a server is at work. */
    @Test
    void looksBesideServersOfBothVersions() throws Exception {
        var place = ClusterSandbox.create(directory.resolve("sandbox"));
        var sandbox = place.sandbox();
        var tools = place.programs();
        var store = new FdbStore(tools);
        var alone = tools.status().clientCount();
        try (var server = SandboxServer.start(sandbox)) {
            assertThat(server).isNotNull();
            assertThat(settings(store)).isGreaterThan(0);
            assertThat(tools.status().clientCount()).isEqualTo(alone + 1);
        }
        var export = sandbox.directory().resolve("export");
        succeed(run(sandbox.program(), "--config", sandbox.configuration(), "--export", export));
        tools.keys().clear(KeySpace.ALL);
        succeed(run(sandbox.release(), "--config", sandbox.configuration(), "--import", export));
        Files.copy(sandbox.release(), sandbox.program(), StandardCopyOption.REPLACE_EXISTING);

        try (var server = SandboxServer.start(sandbox)) {
            assertThat(server).isNotNull();
            assertThat(store.detect()).isEqualTo(StoreVersion.V0_8_0);
            assertThat(store.indexRowsLeft()).isGreaterThan(0);
            try (var target = store.openTarget();
                    var events = target.scan(Letter.QUEUE_EVENT)) {
                assertThat(events.next()).isTrue();
            }
        }
    }

    private static int settings(FdbStore store) throws Exception {
        var count = 0;
        try (var source = store.openSource();
                var cursor = source.scan(Space.VALUES, Family.SETTING.ranges().get(0))) {
            while (cursor.next()) {
                SettingKey.decode(cursor.key());
                count++;
            }
        }
        return count;
    }

    @Test
    void readsValuesThatMakeLongLines() throws Exception {
        var cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        var large = new KeyValue(new byte[] {'h', 1}, new byte[99_999]);
        cluster.put(large.key(), large.value());
        var tools = new FdbTools(
                InstalledTools.in(StandInPrograms.install(directory.resolve("tools")), Map.of()),
                cluster.clusterFile(),
                null);

        assertThat(tools.keys().range(KeySpace.ALL, 10)).containsExactly(large);
    }

    @Test
    void endsAToolThatWaitsForTooLong() throws Exception {
        var cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        cluster.faults(Fault.UNAVAILABLE);
        var patience = new Patience(
                Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMillis(50));
        var tools = new FdbTools(
                InstalledTools.in(StandInPrograms.install(directory.resolve("tools")), Map.of()),
                cluster.clusterFile(),
                null,
                patience);

        assertThatThrownBy(() -> tools.restores().status("t"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its time was up");
        assertThat(tools.status().available()).isFalse();
        assertThat(tools.versions().cli()).isEqualTo("7.1.67");
    }

    @Test
    void saysThatAToolWasKilled() throws Exception {
        var cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        cluster.put(new byte[] {1}, new byte[0]);
        cluster.faults(Fault.COMMIT_KILLED_AFTER);
        var tools = new FdbTools(
                InstalledTools.in(StandInPrograms.install(directory.resolve("tools")), Map.of()),
                cluster.clusterFile(),
                null);

        assertThatThrownBy(() -> tools.keys().clear(KeySpace.ALL)).hasMessageContaining("signal 9");
        assertThat(tools.keys().isEmpty(KeySpace.ALL)).isTrue();
    }

    @Test
    void saysThatAToolIsNotInstalled() throws Exception {
        var tools = InstalledTools.in(Files.createDirectory(directory.resolve("empty")), Map.of());

        assertThatThrownBy(() -> tools.program(VendorTool.RESTORE))
                .hasMessageContaining("fdbrestore is not on this machine (looked in " + directory.resolve("empty"))
                .hasMessageContaining("foundationdb-clients");
    }

    /** A cluster file or credentials that the console's environment names would be others than the plan's. */
    @Test
    void givesTheToolsNothingOfAnEnvironmentButWhatTlsNeeds() throws Exception {
        var program = Files.writeString(directory.resolve("fdbcli"), "#!/bin/sh\nenv\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var tools = InstalledTools.in(
                directory,
                Map.of("FDB_TLS_CA_FILE", "/etc/ca.pem", "FDB_CLUSTER_FILE", "/other", "FDB_BLOB_CREDENTIALS", "/x"));

        var said = tools.run(VendorTool.CLI, List.of(), LIMIT, LineConsumer.NOBODY);

        assertThat(said.output()).contains("FDB_TLS_CA_FILE=/etc/ca.pem");
        assertThat(said.output()).noneMatch(line -> line.startsWith("FDB_CLUSTER") || line.startsWith("FDB_BLOB"));
    }
}
