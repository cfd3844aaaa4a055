package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether a process has a store open, and keeps all others from opening it while we read.
 *
 * <p>SQLite locks byte ranges of the file with fcntl: pending, reserved and shared bytes from 2^30 on. In WAL mode every
 * connection keeps a shared lock on them, idle or not, and another on byte 128 of the {@code -shm} file. An exclusive
 * lock of ours on the first range is refused while there is such a connection, and refuses new ones.
 *
 * <p>Hazard: a process loses all its fcntl locks on a file as soon as it closes <em>any</em> descriptor of that file. So
 * within this process the file is opened only through {@link #channel()}, or by connections that are handed to
 * {@link #close(AutoCloseable)}, and all of them are closed together, when the last user has come to its end.
 */
final class StoreLock {

    /** The first byte that SQLite locks in the file itself. */
    static final long FROM = 0x4000_0000L;
    /** How many bytes there it may lock. */
    static final long COUNT = 512;

    private static final long SHM_FROM = 120;
    private static final long SHM_COUNT = 9;

    private static final Map<Object, StoreLock> HELD = new HashMap<>();

    private final Object fileKey;
    private final FileChannel channel;
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private int users = 1;

    private StoreLock(Object fileKey, FileChannel channel) {
        this.fileKey = fileKey;
        this.channel = channel;
    }

    /**
     * Locks the file, or joins those in this process who have it locked.
     *
     * @throws StoreException if another process has the store open
     */
    static StoreLock acquire(StoreFile file) throws StoreException {
        synchronized (HELD) {
            try {
                var key = key(file);
                var held = HELD.get(key);
                if (held != null) {
                    held.users++;
                    return held;
                }
                var lock = new StoreLock(key, lock(file));
                HELD.put(key, lock);
                return lock;
            } catch (IOException e) {
                throw SqliteFailure.of("Cannot lock " + file.path(), e);
            }
        }
    }

    private static FileChannel lock(StoreFile file) throws IOException, StoreException {
        var main = Descriptor.open(file.path());
        try {
            if (!main.tryLock(FROM, COUNT)) {
                throw inUse(file, file.path(), FROM, COUNT);
            }
            if (Files.exists(file.shm())) {
                refuseUsedIndex(file);
            }
            return main.channel();
        } catch (IOException | StoreException | RuntimeException e) {
            main.channel().close();
            throw e;
        }
    }

    private static void refuseUsedIndex(StoreFile file) throws IOException, StoreException {
        var shm = Descriptor.open(file.shm());
        try (var channel = shm.channel()) {
            if (!shm.tryLock(SHM_FROM, SHM_COUNT)) {
                throw inUse(file, file.shm(), SHM_FROM, SHM_COUNT);
            }
        }
    }

    private static StoreException inUse(StoreFile file, Path locked, long from, long count) throws IOException {
        return new StoreInUseException(
                file.path() + " is in use by " + LockTable.describe(LockTable.holders(locked, from, count)),
                "Stop the service first");
    }

    /** Work on a file that takes no lock of ours. */
    @FunctionalInterface
    interface Look<T> {
        T look() throws StoreException;
    }

    /**
     * Looks at a file by descriptors that are closed afterwards, which would take away the locks of this process: refused
     * while it has any, and nobody in this process gets one meanwhile.
     */
    static <T> T without(StoreFile file, Look<T> look) throws StoreException {
        synchronized (HELD) {
            try {
                if (HELD.containsKey(key(file))) {
                    throw new StoreInUseException(
                            file.path() + " is being worked on by Drydock itself", "Look again when that is done");
                }
            } catch (IOException e) {
                throw SqliteFailure.of("Cannot look at " + file.path(), e);
            }
            return look.look();
        }
    }

    private static Object key(StoreFile file) throws IOException {
        return Files.getAttribute(file.path(), "unix:dev") + ":" + Files.getAttribute(file.path(), "unix:ino");
    }

    /** True if there are others in this process who have it locked. */
    boolean isShared() {
        synchronized (HELD) {
            return users > 1;
        }
    }

    /** Reads the file without endangering the lock; use its methods with a position. */
    FileChannel channel() {
        return channel;
    }

    /** Ends one use; {@code connection} is closed now or, while others in this process use the file, with theirs. */
    void close(AutoCloseable connection) throws StoreException {
        synchronized (HELD) {
            toClose.add(connection);
            if (--users > 0) {
                return;
            }
            HELD.remove(fileKey);
            toClose.add(channel);
            var failures = new ArrayList<Exception>();
            for (var closeable : toClose) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw new StoreException("Cannot close a store", "Look at its disk", failures.get(0));
            }
        }
    }

    /** A file opened for the sake of its locks: for writing where that is permitted, though nothing is written. */
    private record Descriptor(Path file, FileChannel channel, boolean writable) {

        static Descriptor open(Path file) throws IOException {
            try {
                var options = List.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
                return new Descriptor(file, FileChannel.open(file, Set.copyOf(options)), true);
            } catch (FileSystemException e) {
                return new Descriptor(file, FileChannel.open(file, StandardOpenOption.READ), false);
            }
        }

        /** False if another process has a lock there; without the right to write, as far as the kernel tells. */
        boolean tryLock(long from, long count) throws IOException {
            return channel.tryLock(from, count, !writable) != null
                    && (writable || LockTable.holders(file, from, count).isEmpty());
        }
    }
}
