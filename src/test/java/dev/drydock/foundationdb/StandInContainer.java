package dev.drydock.foundationdb;

import dev.drydock.store.foundationdb.KeyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The container of a backup: copies of the files of a cluster, and a file of properties that says what can be done with
 * them. One of an object store lies in the directory of the cluster.
 */
record StandInContainer(String url, Path directory) {

    private static final String FILE = "backup.properties";

    /** How many versions a backup takes in each direction. */
    private static final long SPAN = 5_000_000;

    static StandInContainer of(StandInCluster cluster, String url) {
        return new StandInContainer(url, directory(cluster, url));
    }

    /** One in a directory. */
    static StandInContainer inDirectory(String url) {
        return new StandInContainer(url, Path.of(url.substring("file://".length())));
    }

    private static Path directory(StandInCluster cluster, String url) {
        if (url.startsWith("file://")) {
            return Path.of(url.substring("file://".length()));
        }
        var name = url.substring("blobstore://".length()).replaceAll("[^A-Za-z0-9]", "_");
        return cluster.directory().resolve("objects").resolve(name);
    }

    /** What a directory holds, if that is a backup that can be restored and has no gap. */
    static Optional<List<KeyValue>> whole(Path directory) throws IOException {
        var properties = new StandInContainer("", directory).properties();
        if (!"false".equals(properties.getProperty("partial")) || !"false".equals(properties.getProperty("gap"))) {
            return Optional.empty();
        }
        var keys = new StandInKeys(directory.resolve("store.sqlite3"), directory.resolve("others.sqlite3"));
        return Optional.of(keys.range(new byte[0], new byte[] {(byte) 0xFF}, Integer.MAX_VALUE));
    }

    /** From now on a part of it is missing. */
    static void spoil(Path directory) throws IOException {
        var container = new StandInContainer("", directory);
        var properties = container.properties();
        properties.setProperty("partial", "true");
        try (var out = Files.newBufferedWriter(directory.resolve(FILE))) {
            properties.store(out, "A backup of a stand-in for a cluster");
        }
    }

    boolean exists() {
        return Files.isDirectory(directory);
    }

    /** Writes a backup of all keys. */
    void write(StandInKeys keys, long version, Set<Fault> faults) throws IOException {
        Files.createDirectories(directory);
        keys.copyTo(directory);
        var properties = new Properties();
        properties.setProperty("version", Long.toString(version));
        properties.setProperty("partial", Boolean.toString(faults.contains(Fault.BACKUP_PARTIAL)));
        properties.setProperty("gap", Boolean.toString(faults.contains(Fault.BACKUP_WITH_GAP)));
        try (var out = Files.newBufferedWriter(directory.resolve(FILE))) {
            properties.store(out, "A backup of a stand-in for a cluster");
        }
    }

    private Properties properties() throws IOException {
        var properties = new Properties();
        if (Files.exists(directory.resolve(FILE))) {
            try (var in = Files.newBufferedReader(directory.resolve(FILE))) {
                properties.load(in);
            }
        }
        return properties;
    }

    long bytes() throws IOException {
        var bytes = 0L;
        try (var files = Files.newDirectoryStream(directory, "*.sqlite3")) {
            for (var file : files) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Removes all of it, and says how many files that were. */
    int delete() throws IOException {
        var count = 0;
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                Files.delete(file);
                count++;
            }
        }
        Files.delete(directory);
        return count;
    }

    /** Whether a restore to a version is possible. */
    boolean isRestorable(long version) throws IOException {
        var properties = properties();
        var last = Long.parseLong(properties.getProperty("version", "-1"));
        return "false".equals(properties.getProperty("partial")) && version <= last && version > last - SPAN;
    }

    /** As {@code BackupDescription::toString} has it. */
    List<String> description() throws IOException {
        var description = Description.of(this);
        return List.of(
                "URL: " + url,
                "Restorable: " + description.restorable,
                "Partitioned logs: false",
                "SnapshotBytes: " + description.bytes,
                "MaxLogEndVersion:        " + description.logEnd);
    }

    /** As {@code BackupDescription::toJSON} has it. */
    String json() throws IOException {
        var it = Description.of(this);
        if (it.last < 0) {
            return ("{\"SchemaVersion\":\"1.0.0\",\"URL\":\"%s\",\"Restorable\":false,\"Partitioned\":false,"
                            + "\"Snapshots\":[],\"TotalSnapshotBytes\":0}")
                    .formatted(url);
        }
        var json = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"SchemaVersion\":\"1.0.0\",\"URL\":\"%s\",\"Restorable\":%b,\"Partitioned\":false,\"Snapshots\":["
                        + "{\"Start\":{\"Version\":%d,\"RelativeDays\":0},\"End\":{\"Version\":%d,\"RelativeDays\":0},"
                        + "\"Restorable\":%b,\"TotalBytes\":%d,\"PercentageExpired\":0}],\"TotalSnapshotBytes\":%d",
                url,
                it.restorable,
                it.last - SPAN,
                it.last - 1000,
                it.restorable,
                it.bytes,
                it.bytes));
        json.append(point("MinLogBegin", it.last - SPAN));
        json.append(point("ContiguousLogEnd", it.last + 1));
        json.append(point("MaxLogEnd", it.logEnd));
        if (it.restorable) {
            json.append(point("MinRestorablePoint", it.last - 1000));
            json.append(point("MaxRestorablePoint", it.last));
        }
        return json.append("}").toString();
    }

    private static String point(String name, long version) {
        return ",\"%s\":{\"Version\":%d,\"RelativeDays\":0}".formatted(name, version);
    }

    private record Description(boolean restorable, long last, long logEnd, long bytes) {

        static Description of(StandInContainer container) throws IOException {
            var properties = container.properties();
            var last = Long.parseLong(properties.getProperty("version", "-1"));
            var gap = "true".equals(properties.getProperty("gap")) ? SPAN : 0;
            return new Description(
                    last >= 0 && "false".equals(properties.getProperty("partial")),
                    last,
                    last + 1 + gap,
                    container.bytes());
        }
    }
}
