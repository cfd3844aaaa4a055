package dev.drydock.store.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.store.foundationdb.ClusterStatus.Client;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code status json} in the form of the schema in {@code fdbclient/Schemas.cpp} of 7.1. */
class StatusReaderTest {

    private static final String HEALTHY = """
            {
              "client": {
                "cluster_file": {"path": "/etc/foundationdb/fdb.cluster", "up_to_date": true},
                "coordinators": {"quorum_reachable": true},
                "database_status": {"available": true, "healthy": true},
                "messages": []
              },
              "cluster": {
                "clients": {
                  "count": 3,
                  "supported_versions": [
                    {"client_version": "7.1.67", "count": 2, "connected_clients": [
                      {"address": "10.0.0.7:51044", "log_group": "default"},
                      {"address": "[fe80::1]:51045:tls", "log_group": "agents"}]},
                    {"client_version": "6.3.25", "count": 1, "connected_clients": [
                      {"address": "10.0.0.7:51044", "log_group": "default"}]}
                  ]
                },
                "cluster_controller_timestamp": 1700000100,
                "connection_string": "mail:a@10.0.0.1:4500",
                "data": {
                  "moving_data": {"in_flight_bytes": 10, "in_queue_bytes": 5},
                  "state": {"healthy": true, "name": "healthy"},
                  "total_kv_size_bytes": 123456
                },
                "database_lock_state": {"locked": false},
                "layers": {
                  "_valid": true,
                  "backup": {
                    "instances_running": 2,
                    "last_updated": 1700000070.5,
                    "paused": false,
                    "tags": {
                      "timestamp": 1700000070.5,
                      "default": {
                        "current_container": "file:///b/x",
                        "current_status": "has been completed",
                        "last_restorable_version": 200,
                        "running_backup": false
                      }
                    }
                  }
                },
                "messages": [],
                "processes": {
                  "p1": {"version": "7.1.67", "messages": [], "roles": [
                    {"role": "storage", "kvstore_available_bytes": 30, "kvstore_total_bytes": 100},
                    {"role": "log", "kvstore_available_bytes": 1, "kvstore_total_bytes": 100}]},
                  "p2": {"version": "7.1.67", "roles": [
                    {"role": "storage", "kvstore_available_bytes": 25, "kvstore_total_bytes": 100}]}
                }
              }
            }""";

    private static ClusterStatus read(String json) {
        return StatusReader.read(JsonMapper.builder().build().readTree(json)).orElseThrow();
    }

    @Test
    void readsAHealthyCluster() {
        var status = read(HEALTHY);

        assertThat(status.available()).isTrue();
        assertThat(status.healthy()).isTrue();
        assertThat(status.messages()).isEmpty();
        assertThat(status.versions()).containsExactly("7.1.67");
        assertThat(status.connectionString()).contains("mail:a@10.0.0.1:4500");
        assertThat(status.keyValueBytes()).hasValue(123456);
        assertThat(status.movingBytes()).hasValue(15);
        assertThat(status.freeDisk().orElseThrow()).isCloseTo(0.25, within(0.001));
        assertThat(status.locked()).isFalse();
    }

    @Test
    void countsAClientOfSeveralVersionsOnce() {
        var status = read(HEALTHY);

        assertThat(status.clientCount()).isEqualTo(3);
        assertThat(status.clients()).extracting(Client::host).containsExactly("10.0.0.7", "fe80::1");
    }

    @Test
    void readsWhatAgentsTell() {
        var backup = read(HEALTHY).backup();

        assertThat(backup.known()).isTrue();
        assertThat(backup.agents()).isEqualTo(2);
        assertThat(backup.paused()).isFalse();
        assertThat(backup.silentSeconds()).hasValue(29.5);
        assertThat(backup.tags()).containsOnlyKeys("default");
        assertThat(backup.tags().get("default").lastRestorableVersion()).hasValue(200);
        assertThat(backup.tags().get("default").container()).contains("file:///b/x");
    }

    @Test
    void readsAClusterThatCannotBeReached() {
        var status = read("""
                {"client": {"coordinators": {"quorum_reachable": false},
                            "database_status": {"available": false, "healthy": false},
                            "messages": [{"name": "quorum_not_reachable",
                                          "description": "Unable to reach a quorum of coordinators."}]},
                 "cluster": {"layers": {"_valid": false}}}""");

        assertThat(status.available()).isFalse();
        assertThat(status.messages())
                .containsExactly("Unable to reach a quorum of coordinators.", "The coordinators cannot be reached");
        assertThat(status.backup().known()).isFalse();
        assertThat(status.keyValueBytes()).isEmpty();
        assertThat(status.freeDisk()).isEmpty();
    }

    @Test
    void collectsWhatIsAmiss() {
        var status = read("""
                {"client": {"cluster_file": {"up_to_date": false},
                            "database_status": {"available": true, "healthy": false}},
                 "cluster": {"messages": [{"name": "storage_servers_error"}],
                             "data": {"state": {"healthy": false, "name": "healing", "description": ""}},
                             "processes": {"p": {"messages": [{"name": "io_error", "description": "Disk broken"}]}},
                             "database_lock_state": {"locked": true, "lock_uid": "77"}}}""");

        assertThat(status.messages())
                .containsExactly(
                        "storage_servers_error", "Disk broken", "The cluster file is not up to date", "Data: healing");
        assertThat(status.locked()).isTrue();
    }

    @Test
    void findsNoStatusInAnotherObject() {
        assertThat(StatusReader.read(JsonMapper.builder().build().readTree("{\"client\": {}}")))
                .isEmpty();
    }
}
