package dev.drydock.foundationdb;

import dev.drydock.store.foundationdb.KeyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cluster that is a directory beside its cluster file. The mail server's keys lie in a file of SQLite, in the tables that
 * {@code store.sqlite} knows, so that a stand-in for the mail server can work on them; keys of others lie in a file of
 * their own. There is no process: whoever looks finds what backup agents would have done since the last look.
 */
public final class StandInCluster {

    /** The version of its processes and of the tools, unless a test says otherwise. */
    static final String VERSION = "7.1.67";

    private final Path clusterFile;

    private StandInCluster(Path clusterFile) {
        this.clusterFile = clusterFile;
    }

    /** Makes an empty cluster, whose cluster file says that it is called {@code drydock_test}. */
    public static StandInCluster create(Path clusterFile) throws IOException {
        var cluster = new StandInCluster(clusterFile.toAbsolutePath().normalize());
        Files.writeString(cluster.clusterFile, "# Made by Drydock's tests.\ndrydock_test:p4ss@127.0.0.1:4500\n");
        open(Files.createDirectories(cluster.directory()));
        cluster.pace(Duration.ZERO);
        return cluster;
    }

    /** One that was made before. */
    public static StandInCluster at(Path clusterFile) {
        return new StandInCluster(clusterFile.toAbsolutePath().normalize());
    }

    /** Tools and servers of every account work on it, as they do on a cluster by its network. */
    static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    public Path clusterFile() {
        return clusterFile;
    }

    /** Where everything lies. */
    public Path directory() {
        return clusterFile.resolveSibling(clusterFile.getFileName() + ".data");
    }

    /** The mail server's keys, a file of SQLite; not there while there are none. */
    public Path store() {
        return directory().resolve("store.sqlite3");
    }

    /** The keys of others. */
    Path others() {
        return directory().resolve("others.sqlite3");
    }

    /** What the cluster itself remembers: backups, restores, its clock. */
    StandInState state() {
        return new StandInState(directory());
    }

    /** Its keys, for looking at and for putting in what no mail server has written. */
    public StandInKeys keys() {
        return new StandInKeys(store(), others());
    }

    /** Whether there is no key in it. */
    public boolean isEmpty() throws IOException {
        return keys().range(new byte[0], new byte[] {(byte) 0xFF}, 1).isEmpty();
    }

    /** Writes a key. */
    public void put(byte[] key, byte[] value) throws IOException {
        keys().set(key, value);
    }

    /**
     * Every key and value of a container, if it can be restored as a whole, whatever the tools say of it at this moment.
     *
     * @param directory of the container
     */
    public static Optional<List<KeyValue>> restorable(Path directory) throws IOException {
        return StandInContainer.whole(directory);
    }

    /**
     * Takes files of a snapshot away, so that it can no longer be restored.
     *
     * @param directory of the container
     */
    public static void spoil(Path directory) throws IOException {
        StandInContainer.spoil(directory);
    }

    /** From now on these are amiss, and nothing else is. */
    public void faults(Fault... faults) throws IOException {
        faults(Set.copyOf(Arrays.asList(faults)));
    }

    /** From now on these are amiss, and nothing else is. */
    public void faults(Set<Fault> faults) throws IOException {
        write("faults", faults.stream().map(Fault::word).sorted().collect(Collectors.joining("\n")));
    }

    /** What is amiss now. */
    public Set<Fault> faults() throws IOException {
        var words = lines("faults");
        var faults = EnumSet.noneOf(Fault.class);
        for (var fault : Fault.values()) {
            if (words.contains(fault.word())) {
                faults.add(fault);
            }
        }
        return faults;
    }

    /** How long the agents take for a backup or restore that is submitted from now on. */
    public void pace(Duration time) throws IOException {
        write("pace", Long.toString(time.toMillis()));
    }

    Duration pace() throws IOException {
        return Duration.ofMillis(Long.parseLong(lines("pace").get(0)));
    }

    /** Forgets all backups and restores, as if there had been none. */
    public void forget() throws IOException {
        state().change(state -> {
            state.clear();
            return state;
        });
    }

    /** From now on these are connected, besides the tools, the agents and a server at work, such as {@code 10.0.0.9:5120}. */
    public void clients(String... addresses) throws IOException {
        write("clients", String.join("\n", addresses));
    }

    List<String> clients() throws IOException {
        return lines("clients");
    }

    /** From now on its processes are of this version, such as {@code 6.3.25}. */
    public void version(String version) throws IOException {
        write("version", version);
    }

    String version() throws IOException {
        var lines = lines("version");
        return lines.isEmpty() ? VERSION : lines.get(0);
    }

    private List<String> lines(String name) throws IOException {
        var file = directory().resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void write(String name, String content) throws IOException {
        var whole = Files.createTempFile(directory(), name, ".new");
        Files.writeString(whole, content);
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.move(whole, directory().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
