package dev.drydock.store.foundationdb;

import dev.drydock.store.foundationdb.BackupDescription.Snapshot;
import dev.drydock.store.foundationdb.BackupStatus.State;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Reads what fdbbackup says in JSON: {@code getStatusJSON} in {@code fdbclient/FileBackupAgent.actor.cpp} and
 * {@code BackupDescription::toJSON} in {@code fdbclient/BackupContainer.actor.cpp}, both of 7.1.
 */
final class BackupReader {

    private BackupReader() {}

    /** Empty where it is not a status, or one of another tag. */
    static Optional<BackupStatus> status(String tag, JsonNode json) {
        if (!json.path("Tag").asString("").equals(tag)) {
            return Optional.empty();
        }
        var name = json.path("Status").path("Name");
        var state = name.isMissingNode() ? Optional.of(State.NONE) : state(name.asString(""));
        return state.map(found -> new BackupStatus(
                tag,
                ToolJson.text(json.path("UID")),
                found,
                ToolJson.text(json.path("DestinationURL")),
                ToolJson.number(json.path("LatestRestorablePoint").path("Version")),
                ToolJson.number(json.path("RangeBytesWritten")),
                ToolJson.number(json.path("LogBytesWritten")),
                json.path("BackupAgentsPaused").asBoolean(false)));
    }

    private static Optional<State> state(String name) {
        for (var state : State.values()) {
            if (state.vendorName().equals(name)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Empty where it is not a description. */
    static Optional<BackupDescription> description(JsonNode json) {
        if (!json.path("Restorable").isBoolean() || !json.path("URL").isString()) {
            return Optional.empty();
        }
        var snapshots = new ArrayList<Snapshot>();
        for (var snapshot : json.path("Snapshots")) {
            snapshots.add(new Snapshot(
                    snapshot.path("Start").path("Version").asLong(0),
                    snapshot.path("End").path("Version").asLong(0),
                    snapshot.path("Restorable").asBoolean(false),
                    snapshot.path("TotalBytes").asLong(0),
                    snapshot.path("PercentageExpired").asDouble(0)));
        }
        return Optional.of(new BackupDescription(
                json.path("URL").asString(),
                json.path("Restorable").asBoolean(),
                version(json, "MinRestorablePoint"),
                version(json, "MaxRestorablePoint"),
                json.path("TotalSnapshotBytes").asLong(0),
                snapshots,
                version(json, "ContiguousLogEnd"),
                version(json, "MaxLogEnd"),
                version(json, "ExpiredEnd"),
                version(json, "UnreliableEnd")));
    }

    private static OptionalLong version(JsonNode json, String name) {
        return ToolJson.number(json.path(name).path("Version"));
    }
}
