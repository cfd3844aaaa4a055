package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A backup of a cluster that was found restorable, as it is written down in the home of the upgrade: whatever clears the
 * cluster asks for it first.
 *
 * @param container that it lies in, as the vendor's tools call it
 * @param version of the cluster that it can be restored to
 * @param at when it was proven
 * @param bytes of its snapshot
 * @param keys how many each letter of the server had; those are left out that were too many to count
 */
record ProvenBackup(String container, long version, Instant at, long bytes, Map<Character, Long> keys) {

    /** Of the old store. */
    static final String OLD = "backup-of-old-store.properties";

    /** Of what v0.8.0 has served, before it is cleared to go back. */
    static final String NEW = "backup-of-new-store.properties";

    private static final String KEYS = "keys.";

    ProvenBackup {
        keys = Map.copyOf(keys);
    }

    private static Path file(Yard yard, String name) {
        return yard.blueprint().home().resolve(name);
    }

    /** Reads it; empty where none was proven. */
    static Optional<ProvenBackup> read(Yard yard, String name) throws StoreException {
        var file = file(yard, name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var read = new Properties();
        try {
            read.load(new StringReader(Files.readString(file)));
            var keys = new TreeMap<Character, Long>();
            for (var key : read.stringPropertyNames()) {
                if (key.startsWith(KEYS)) {
                    keys.put(key.charAt(KEYS.length()), Long.parseLong(read.getProperty(key)));
                }
            }
            return Optional.of(new ProvenBackup(
                    read.getProperty("container", ""),
                    Long.parseLong(read.getProperty("version", "")),
                    Instant.parse(read.getProperty("at", "")),
                    Long.parseLong(read.getProperty("bytes", "")),
                    keys));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new StoreException(
                    "What is known of the backup cannot be read from " + file,
                    "See fdbbackup describe of its container, which the log names; nothing is cleared before",
                    e);
        }
    }

    void write(Yard yard, String name) throws HostException, InterruptedException {
        var lines = new ArrayList<String>();
        lines.add("container=" + container.replace("\\", "\\\\"));
        lines.add("version=" + version);
        lines.add("at=" + at);
        lines.add("bytes=" + bytes);
        new TreeMap<>(keys).forEach((letter, count) -> lines.add(KEYS + letter + "=" + count));
        HostFiles.write(
                file(yard, name),
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8),
                Yard.account(yard.blueprint().console()),
                0600);
    }

    static void forget(Yard yard, String name) throws HostException {
        HostFiles.deleteTree(file(yard, name));
    }
}
