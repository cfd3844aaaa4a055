package dev.drydock.store.foundationdb;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What {@code status json} says of a cluster.
 *
 * @param available whether it answers reads and writes
 * @param healthy whether it is available, nothing is amiss, and all data have the copies they should have
 * @param messages what is amiss, in the cluster's own words; of a healthy cluster none
 * @param versions of its processes, each once, in order
 * @param connectionString as the cluster has it; may be newer than the cluster file
 * @param keyValueBytes of all keys and values, without copies; an estimate of the cluster
 * @param movingBytes that are being moved or wait to be moved between its processes
 * @param freeDisk the smallest fraction, 0 to 1, of its disk that a storage process has left
 * @param locked whether only who knows a lock may read and write, as during a restore
 * @param clients who is connected, the tools themselves and backup agents included; of each version the cluster names some
 *     only
 * @param clientCount how many are connected
 */
public record ClusterStatus(
        boolean available,
        boolean healthy,
        List<String> messages,
        List<String> versions,
        Optional<String> connectionString,
        OptionalLong keyValueBytes,
        OptionalLong movingBytes,
        OptionalDouble freeDisk,
        boolean locked,
        List<Client> clients,
        long clientCount,
        BackupLayer backup) {

    /**
     * A connected client.
     *
     * @param address such as {@code 10.0.0.7:51044}
     * @param logGroup what it calls itself; {@code default} where it does not
     * @param version of its client library
     */
    public record Client(String address, String logGroup, String version) {

        /** The machine it is on. */
        public String host() {
            return Address.host(address);
        }
    }

    public ClusterStatus {
        messages = List.copyOf(messages);
        versions = List.copyOf(versions);
        clients = List.copyOf(clients);
    }
}
