package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that says where a cluster's coordinators are: {@code description:id@host:port,...}, each with {@code :tls}
 * where it speaks TLS. Blanks and what follows a {@code #} on its line do not count.
 *
 * <p>The form is that of {@code ClusterConnectionString} in {@code fdbclient/MonitorLeader.actor.cpp}, the places are those
 * of {@code lookupClusterFileName} in {@code fdbclient/ClusterConnectionFile.actor.cpp}, both of 7.1.
 *
 * @param path as it was found
 * @param description what the cluster is called: letters, digits and {@code _}
 * @param id letters and digits
 * @param coordinators as they are written
 */
public record ClusterFile(Path path, String description, String id, List<String> coordinators) {

    /** Where the vendor's packages put it. */
    public static final Path USUAL = Path.of("/etc/foundationdb/fdb.cluster");

    private static final int LONGEST = 64 * 1024;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_]*):([A-Za-z0-9]*)@(.+)");
    private static final Pattern COORDINATOR =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9][A-Za-z0-9._-]*):[0-9]{1,5}(:tls)?");

    public ClusterFile {
        coordinators = List.copyOf(coordinators);
    }

    /**
     * Where a client looks for its cluster file: where it is told to, else where {@code FDB_CLUSTER_FILE} says, else
     * {@code fdb.cluster} in its working directory if that is there, else {@link #USUAL}.
     *
     * @param named by the configuration; null where it names none
     * @param environment of the server
     * @param directory that the server works in, absolute; null where that is not known
     */
    public static Path place(@Nullable Path named, Map<String, String> environment, @Nullable Path directory) {
        if (named != null) {
            return resolved(named, directory);
        }
        var fromEnvironment = environment.get("FDB_CLUSTER_FILE");
        if (fromEnvironment != null) {
            return resolved(Path.of(fromEnvironment), directory);
        }
        if (directory != null && Files.exists(directory.resolve("fdb.cluster"))) {
            return directory.resolve("fdb.cluster");
        }
        return USUAL;
    }

    private static Path resolved(Path path, @Nullable Path directory) {
        return directory == null ? path : directory.resolve(path);
    }

    /**
     * Reads it.
     *
     * @throws StoreException where it is not there, cannot be read, or no client would take it
     */
    public static ClusterFile read(Path path) throws StoreException {
        return parse(path, content(path));
    }

    private static String content(Path path) throws StoreException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    "There is no cluster file " + path,
                    "Name the one that the mail server uses, or copy it from a machine of the cluster",
                    e);
        } catch (AccessDeniedException e) {
            throw new StoreException("The cluster file " + path + " may not be read", "Run Drydock as root", e);
        } catch (IOException e) {
            throw new StoreException(
                    "The cluster file " + path + " cannot be read: " + e.getMessage(), "Look at its disk", e);
        }
    }

    private static ClusterFile parse(Path path, String content) throws StoreException {
        var form = FORM.matcher(content.replaceAll("#[^\\r\\n]*", "").replaceAll("[ \\t\\r\\n]", ""));
        if (!form.matches()) {
            throw invalid(path, "it has not the form description:id@host:port,...");
        }
        var coordinators = List.of(form.group(3).split(",", -1));
        for (var coordinator : coordinators) {
            if (!COORDINATOR.matcher(coordinator).matches()) {
                throw invalid(path, "the coordinator \"" + coordinator + "\" is no host:port");
            }
        }
        if (new HashSet<>(coordinators).size() < coordinators.size()) {
            throw invalid(path, "it names a coordinator twice");
        }
        return new ClusterFile(path, form.group(1), form.group(2), coordinators);
    }

    private static StoreException invalid(Path path, String reason) {
        return new StoreException(
                "The cluster file " + path + " is none: " + reason,
                "Copy the file from a machine of the cluster, or name the one that the mail server uses");
    }

    /** Whether a coordinator speaks TLS, so that the tools need certificates. */
    public boolean usesTls() {
        return coordinators.stream().anyMatch(coordinator -> coordinator.endsWith(":tls"));
    }

    /** The machines of the coordinators. */
    public List<String> hosts() {
        return coordinators.stream().map(Address::host).toList();
    }

    /** In the form of the file, on one line. */
    public String connectionString() {
        return description + ":" + id + "@" + String.join(",", coordinators);
    }
}
