package dev.drydock.foundationdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;

/** What a cluster remembers of its backups and restores, changed by one tool at a time, of whatever process. */
final class StandInState {

    /** File locks keep other processes away, and this one other threads of this process. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private static final String FILE = "state.properties";

    private final Path directory;

    StandInState(Path directory) {
        this.directory = directory;
    }

    /** Work on what is remembered. */
    interface Work<T> {
        T work(Properties state) throws IOException;
    }

    /** Does it while nobody else does anything, and remembers what it has changed. */
    <T> T change(Work<T> work) throws IOException {
        THREADS.lock();
        try (var channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("The lock of " + directory + " is lost");
            }
            permit(directory.resolve("lock"));
            var state = read();
            var before = (Properties) state.clone();
            var result = work.work(state);
            if (!state.equals(before)) {
                write(state);
            }
            return result;
        } finally {
            THREADS.unlock();
        }
    }

    private Properties read() throws IOException {
        var state = new Properties();
        if (Files.exists(directory.resolve(FILE))) {
            try (var in = Files.newBufferedReader(directory.resolve(FILE))) {
                state.load(in);
            }
        }
        return state;
    }

    private void write(Properties state) throws IOException {
        var whole = directory.resolve(FILE + ".new");
        try (var out = Files.newBufferedWriter(whole)) {
            state.store(out, null);
        }
        permit(whole);
        Files.move(whole, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whoever has made it, others may change it. */
    private static void permit(Path file) throws IOException {
        var all = PosixFilePermissions.fromString("rw-rw-rw-");
        if (!Files.getPosixFilePermissions(file).equals(all)) {
            Files.setPosixFilePermissions(file, all);
        }
    }

    /** The version of the cluster: a million for each second, as real ones have it. */
    static long version() {
        return (System.currentTimeMillis() - 1_700_000_000_000L) * 1000;
    }

    static boolean is(Properties state, String key, String... values) {
        return List.of(values).contains(state.getProperty(key, ""));
    }
}
