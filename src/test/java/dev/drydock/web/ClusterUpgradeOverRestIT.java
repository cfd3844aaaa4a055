package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.foundationdb.ClusterSandbox;
import dev.drydock.store.foundationdb.KeyValue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail data in a stand-in for a cluster, upgraded and taken back through the REST interface alone. */
class ClusterUpgradeOverRestIT {

    private static final String CONFIRM = "{\"confirm\": \"drydock_test\"}";

    @TempDir
    private Path directory;

    private static List<String> state(ClusterSandbox cluster) throws Exception {
        return cluster.cluster().keys().range(new byte[0], new byte[] {(byte) 0xFF}, Integer.MAX_VALUE).stream()
                .map(KeyValue::toString)
                .toList();
    }

    @Test
    void goesThereAndBack() throws Exception {
        var cluster = ClusterSandbox.create(directory.resolve("mail"));
        var before = state(cluster);
        var world = SandboxConsole.in(directory, cluster);
        var settings = world.settings().withClusters(cluster.access(true));
        try (var console = RunningConsole.start(settings)) {
            var planned = console.post("/api/v1/upgrades", request(world, cluster));
            assertThat(planned.status()).as(planned.response().body()).isEqualTo(201);
            var location = planned.header("Location");
            assertThat(planned.response().body()).contains("cluster.healthy", "cluster.stand-ins");
            assertThat(console.get(location + "/backup-form").response().body())
                    .contains("\"backend\":\"foundationdb\"", "destination", "confirm", "backup agents are running");

            end(console, location, "run");
            var waits = console.get(location).json();
            assertThat(waits.at("/waiting/what").asString())
                    .as(waits.toString())
                    .isEqualTo("clear");
            assertThat(waits.at("/waiting/command").asString()).contains("clearrange");
            assertThat(console.put(location + "/backup", "{\"confirm\": \"something\"}")
                            .status())
                    .isEqualTo(422);
            assertThat(console.put(location + "/backup", CONFIRM).status()).isEqualTo(200);
            assertThat(state(cluster)).isEqualTo(before);

            end(console, location, "run");
            assertThat(console.get(location).json().path("state").asString())
                    .as(console.get(location + "/log").response().body())
                    .isEqualTo("succeeded");
            assertThat(console.get(location + "/report").response().body()).contains("restorable at version");

            end(console, location, "rollback");
            var back = console.get(location).json();
            assertThat(back.at("/waiting/what").asString()).as(back.toString()).isEqualTo("clear");
            assertThat(back.path("allowed").toString()).contains("rollback").doesNotContain("run");
            assertThat(console.put(location + "/backup", CONFIRM).status()).isEqualTo(200);
            end(console, location, "rollback");
            assertThat(console.get(location).json().path("state").asString())
                    .as(console.get(location + "/log").response().body())
                    .isEqualTo("rolled-back");
        } finally {
            world.stopServer();
        }
        assertThat(state(cluster)).isEqualTo(before);
    }

    private static String request(SandboxConsole world, ClusterSandbox cluster) {
        var request = world.request();
        return request.substring(0, request.lastIndexOf('}')) + ", \"backup\": {\"destination\": \"file://"
                + cluster.backups() + "\"}}";
    }

    private static void end(RunningConsole console, String location, String action) throws Exception {
        var answer = console.post(location + "/" + action);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        Watcher.of(console, location, "0").awaitEnd();
    }
}
