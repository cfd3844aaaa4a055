package dev.drydock.store.foundationdb;

import dev.drydock.store.foundationdb.BackupLayer.Tag;
import dev.drydock.store.foundationdb.ClusterStatus.Client;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code status json} in the form of {@code fdbclient/Schemas.cpp} of 7.1; the part on backups in that of
 * {@code getLayerStatus} in {@code fdbbackup/backup.actor.cpp}. Nearly all of it is missing where the cluster cannot be
 * reached.
 */
final class StatusReader {

    private final JsonNode client;
    private final JsonNode cluster;

    private StatusReader(JsonNode root) {
        this.client = root.path("client");
        this.cluster = root.path("cluster");
    }

    /** Empty where it is not such a status. */
    static Optional<ClusterStatus> read(JsonNode root) {
        var database = root.path("client").path("database_status");
        if (!database.path("available").isBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new StatusReader(root)
                .status(
                        database.path("available").asBoolean(),
                        database.path("healthy").asBoolean(false)));
    }

    private ClusterStatus status(boolean available, boolean healthy) {
        var moving = cluster.path("data").path("moving_data");
        var clients = clients();
        return new ClusterStatus(
                available,
                healthy,
                List.copyOf(messages(available, healthy)),
                List.copyOf(versions()),
                ToolJson.text(cluster.path("connection_string")),
                ToolJson.number(cluster.path("data").path("total_kv_size_bytes")),
                moving.path("in_flight_bytes").isNumber()
                        ? OptionalLong.of(moving.path("in_flight_bytes").asLong()
                                + moving.path("in_queue_bytes").asLong(0))
                        : OptionalLong.empty(),
                freeDisk(),
                cluster.path("database_lock_state").path("locked").asBoolean(false),
                clients,
                ToolJson.number(cluster.path("clients").path("count")).orElse(clients.size()),
                backup());
    }

    private Set<String> messages(boolean available, boolean healthy) {
        var messages = new LinkedHashSet<String>();
        add(messages, client.path("messages"));
        add(messages, cluster.path("messages"));
        for (var process : cluster.path("processes")) {
            add(messages, process.path("messages"));
        }
        add(messages, client.path("configuration").path("messages"));
        if (client.path("cluster_file").path("up_to_date").isBoolean()
                && !client.path("cluster_file").path("up_to_date").asBoolean()) {
            messages.add("The cluster file is not up to date");
        }
        if (!client.path("coordinators").path("quorum_reachable").asBoolean(true)) {
            messages.add("The coordinators cannot be reached");
        }
        var recovery = cluster.path("recovery_state");
        if (!available && !recovery.isMissingNode()) {
            messages.add("Recovery: " + described(recovery));
        }
        var data = cluster.path("data").path("state");
        if (!healthy
                && data.path("healthy").isBoolean()
                && !data.path("healthy").asBoolean()) {
            messages.add("Data: " + described(data));
        }
        return messages;
    }

    private static void add(Set<String> messages, JsonNode list) {
        for (var message : list) {
            messages.add(described(message));
        }
    }

    private static String described(JsonNode message) {
        return ToolJson.text(message.path("description"))
                .or(() -> ToolJson.text(message.path("name")))
                .orElse("something without a name");
    }

    private Set<String> versions() {
        var versions = new TreeSet<String>();
        for (var process : cluster.path("processes")) {
            ToolJson.text(process.path("version")).ifPresent(versions::add);
        }
        return versions;
    }

    private OptionalDouble freeDisk() {
        var least = OptionalDouble.empty();
        for (var process : cluster.path("processes")) {
            for (var role : process.path("roles")) {
                var total = role.path("kvstore_total_bytes").asDouble(0);
                if (role.path("role").asString("").equals("storage") && total > 0) {
                    var free = role.path("kvstore_available_bytes").asDouble(0) / total;
                    least = OptionalDouble.of(Math.min(least.orElse(1), free));
                }
            }
        }
        return least;
    }

    private List<Client> clients() {
        var clients = new ArrayList<Client>();
        for (var version : cluster.path("clients").path("supported_versions")) {
            for (var connected : version.path("connected_clients")) {
                var found = new Client(
                        connected.path("address").asString(""),
                        connected.path("log_group").asString(""),
                        version.path("client_version").asString(""));
                // A client that knows several versions is listed under each.
                if (clients.stream().noneMatch(other -> other.address().equals(found.address()))) {
                    clients.add(found);
                }
            }
        }
        return clients;
    }

    private BackupLayer backup() {
        var layers = cluster.path("layers");
        var backup = layers.path("backup");
        var tags = new TreeMap<String, Tag>();
        for (var tag : backup.path("tags").properties()) {
            // Beside the tags stands the time of the news.
            if (tag.getValue().isObject()) {
                tags.put(tag.getKey(), tag(tag.getValue()));
            }
        }
        var now = cluster.path("cluster_controller_timestamp");
        var heard = backup.path("last_updated");
        return new BackupLayer(
                layers.path("_valid").asBoolean(false),
                backup.path("instances_running").asLong(0),
                backup.path("paused").asBoolean(false),
                now.isNumber() && heard.isNumber()
                        ? OptionalDouble.of(Math.max(0, now.asDouble() - heard.asDouble()))
                        : OptionalDouble.empty(),
                tags);
    }

    private static Tag tag(JsonNode tag) {
        return new Tag(
                tag.path("current_status").asString(""),
                ToolJson.text(tag.path("current_container")),
                tag.path("running_backup").asBoolean(false),
                ToolJson.number(tag.path("last_restorable_version")));
    }
}
