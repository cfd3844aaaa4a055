package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A shared lock on the {@code LOCK} file that RocksDB locks while a store is open for writing. RocksDB's own read-only
 * open ignores it, and reading while the server writes yields a mix of states; while we hold it, no server can open the
 * store.
 *
 * <p>Locks of this kind (fcntl) belong to the process: closing any other channel of this process on the same file would
 * release it. A store without a {@code LOCK} file is not locked, because nothing may be added to it.
 */
final class StoreLock implements AutoCloseable {

    /** For a store that is locked already. */
    static final StoreLock NONE = new StoreLock(null);

    private static final String FILE = "LOCK";

    private final @Nullable FileChannel channel;

    private StoreLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreException if somebody, in this process or another, has the store open */
    static StoreLock shared(Path store, String name) throws StoreException {
        if (!Files.isDirectory(store)) {
            return NONE;
        }
        var file = store.resolve(FILE);
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                if (lock(channel) != null) {
                    return new StoreLock(channel);
                }
                throw inUse(name, holder(file));
            } catch (IOException | StoreException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be locked", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StoreException inUse(String name, String holder) {
        return new StoreInUseException(
                "The store " + name + " is open in a running process" + holder, "Stop the mail server first");
    }

    /** " (pid 123)", or nothing where it cannot be found out. */
    private static String holder(Path file) {
        try {
            var inode = ":" + Files.getAttribute(file, "unix:ino");
            // "1: POSIX  ADVISORY  WRITE 123 08:01:4711 0 EOF": the pid, then device and inode.
            for (var line : Files.readAllLines(Path.of("/proc/locks"), StandardCharsets.US_ASCII)) {
                var fields = line.trim().split(" +", -1);
                if (fields.length > 5 && fields[1].equals("POSIX") && fields[5].endsWith(inode)) {
                    return " (pid " + fields[4] + ")";
                }
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "";
        }
        return "";
    }

    @Override
    public void close() throws StoreException {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw RocksDbFailure.of(FILE, "cannot be unlocked", e);
            }
        }
    }
}
