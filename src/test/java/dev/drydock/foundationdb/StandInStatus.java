package dev.drydock.foundationdb;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code status json}, in the form of {@code fdbclient/Schemas.cpp} of 7.1 as far as anybody looks at it, printed as
 * fdbcli prints it: on many lines, in the order of the names.
 */
final class StandInStatus {

    private static final String UNAVAILABLE = """
            {
                "client" : {
                    "cluster_file" : {
                        "path" : "$FILE",
                        "up_to_date" : true
                    },
                    "coordinators" : {
                        "coordinators" : [
                            {
                                "address" : "127.0.0.1:4500",
                                "reachable" : false
                            }
                        ],
                        "quorum_reachable" : false
                    },
                    "database_status" : {
                        "available" : false,
                        "healthy" : false
                    },
                    "messages" : [
                        {
                            "description" : "Unable to reach a quorum of coordinators.",
                            "name" : "quorum_not_reachable"
                        }
                    ],
                    "timestamp" : 1700000000
                },
                "cluster" : {
                    "layers" : {
                        "_valid" : false
                    }
                }
            }""";

    private static final String AVAILABLE = """
            {
                "client" : {
                    "cluster_file" : {
                        "path" : "$FILE",
                        "up_to_date" : true
                    },
                    "coordinators" : {
                        "coordinators" : [
                            {
                                "address" : "127.0.0.1:4500",
                                "protocol" : "0fdb00b071010000",
                                "reachable" : true
                            }
                        ],
                        "quorum_reachable" : true
                    },
                    "database_status" : {
                        "available" : true,
                        "healthy" : $HEALTHY
                    },
                    "messages" : [

                    ],
                    "timestamp" : $NOW
                },
                "cluster" : {
                    "clients" : {
                        "count" : $COUNT,
                        "supported_versions" : [
                            {
                                "client_version" : "$CLIENT_VERSION",
                                "connected_clients" : [
            $CLIENTS
                                ],
                                "count" : $COUNT,
                                "protocol_version" : "fdb00b071010000"
                            }
                        ]
                    },
                    "cluster_controller_timestamp" : $NOW,
                    "connection_string" : "drydock_test:p4ss@127.0.0.1:4500",
                    "data" : {
                        "moving_data" : {
                            "in_flight_bytes" : $MOVING,
                            "in_queue_bytes" : 0
                        },
                        "state" : {
                            "healthy" : $HEALTHY,
                            "name" : "$STATE",
                            "description" : "$DESCRIPTION"
                        },
                        "total_kv_size_bytes" : $BYTES
                    },
                    "database_available" : true,
                    "database_lock_state" : {
                        "locked" : $LOCKED
                    },
                    "layers" : {
                        "_valid" : true$BACKUP
                    },
                    "messages" : [

                    ],
                    "processes" : {
                        "0ccb4e0fdbdb5583010f6b77d9d10ece" : {
                            "address" : "127.0.0.1:4500",
                            "messages" : [

                            ],
                            "roles" : [
                                {
                                    "role" : "coordinator"
                                },
                                {
                                    "kvstore_available_bytes" : 75000000000,
                                    "kvstore_total_bytes" : 100000000000,
                                    "role" : "storage"
                                }
                            ],
                            "version" : "$VERSION"
                        }
                    },
                    "recovery_state" : {
                        "description" : "Recovery complete.",
                        "name" : "fully_recovered"
                    }
                }
            }""";

    private static final Pattern NAME = Pattern.compile("\\$[A-Z_]+");

    private StandInStatus() {}

    static String json(StandInCluster cluster, Properties state) throws IOException {
        var faults = cluster.faults();
        if (faults.contains(Fault.UNAVAILABLE)) {
            return UNAVAILABLE.replace("$FILE", cluster.clusterFile().toString());
        }
        var healthy = !faults.contains(Fault.UNHEALTHY);
        var agents = faults.contains(Fault.NO_AGENT) ? 0 : 1;
        var clients = clients(cluster, agents);
        var locked = faults.contains(Fault.LOCKED) || StandInTool.isLocked(state);
        var values = Map.ofEntries(
                entry("$FILE", cluster.clusterFile()),
                entry("$HEALTHY", healthy),
                entry("$NOW", System.currentTimeMillis() / 1000),
                entry("$COUNT", clients.size()),
                entry("$CLIENT_VERSION", StandInCluster.VERSION),
                entry("$CLIENTS", clients.stream().map(StandInStatus::client).collect(Collectors.joining(",\n"))),
                entry("$MOVING", healthy ? 0 : 123_456),
                entry("$STATE", healthy ? "healthy" : "healing"),
                entry("$DESCRIPTION", healthy ? "" : "Restoring replication factor"),
                entry("$BYTES", cluster.keys().bytes()),
                entry("$LOCKED", locked),
                entry("$BACKUP", agents == 0 ? "" : ",\n" + backup(state, faults.contains(Fault.AGENTS_PAUSED))),
                entry("$VERSION", cluster.version()));
        return NAME.matcher(AVAILABLE)
                .replaceAll(name -> Matcher.quoteReplacement(
                        requireNonNull(values.get(name.group())).toString()));
    }

    private static String client(String address) {
        return """
                                    {
                                        "address" : "%s",
                                        "log_group" : "default"
                                    }""".indent(8).stripTrailing().formatted(address);
    }

    /** The tool itself, the agent, a server that has the store's file open, and whom the test has named. */
    private static List<String> clients(StandInCluster cluster, int agents) throws IOException {
        var clients = new ArrayList<String>();
        clients.add("127.0.0.1:" + ProcessHandle.current().pid());
        if (agents > 0) {
            clients.add("127.0.0.1:4900");
        }
        clients.addAll(servers(cluster.store()));
        clients.addAll(cluster.clients());
        return clients;
    }

    private static List<String> servers(Path store) throws IOException {
        var locks = Path.of("/proc/locks");
        if (!Files.exists(store) || !Files.isReadable(locks)) {
            return List.of();
        }
        var inode = ":" + Files.getAttribute(store, "unix:ino") + " ";
        try (var lines = Files.lines(locks)) {
            return lines.filter(line -> line.contains(inode) && !line.contains("->"))
                    .map(line -> line.strip().split("\\s+", -1)[4])
                    .distinct()
                    .map(pid -> "127.0.0.1:" + (10_000 + Long.parseLong(pid) % 50_000))
                    .toList();
        }
    }

    private static String backup(Properties state, boolean paused) {
        var tags = state.stringPropertyNames().stream()
                .filter(key -> key.startsWith("backup.") && key.endsWith(".state"))
                .sorted()
                .map(key -> tag(state, key.substring(0, key.length() - "state".length())))
                .collect(Collectors.joining(",\n"));
        return """
                            "backup" : {
                                "instances_running" : 1,
                                "last_updated" : %d,
                                "paused" : %b,
                                "tags" : {
                %s
                                },
                                "total_workers" : %d
                            }""".formatted(System.currentTimeMillis() / 1000 - 3, paused, tags, paused ? 0 : 10);
    }

    private static String tag(Properties state, String of) {
        var name = state.getProperty(of + "state");
        var version = state.getProperty(of + "version");
        return """
                                    "%s" : {
                                        "current_container" : "%s",
                                        "current_status" : "%s",%s
                                        "running_backup" : %b
                                    }""".formatted(
                        of.substring("backup.".length(), of.length() - 1),
                        state.getProperty(of + "url"),
                        name.equals("Completed") ? "has been completed" : "has been started",
                        version == null ? "" : "\n\"last_restorable_version\" : " + version + ",",
                        name.equals("Running"));
    }
}
