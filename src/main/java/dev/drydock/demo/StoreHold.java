package dev.drydock.demo;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a store as a running server does, so that whoever asks for the lock sees it in use: RocksDB by the whole file
 * {@code LOCK}, SQLite by the shared lock that every connection in WAL mode has.
 *
 * <p>Hazard: locks of this kind (fcntl) are lost as soon as this process closes any other descriptor of the same file, so
 * the store must have been read before.
 */
final class StoreHold implements StoreKeeping {

    /** The bytes that SQLite locks for readers: 510 from two behind 2^30 on. */
    private static final long SHARED_FROM = 0x4000_0002L;

    private static final long SHARED_COUNT = 510;

    private final FileChannel channel;

    private StoreHold(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StoreInUseException if somebody else has it
     */
    static StoreHold of(Path store) throws StoreException, IOException {
        return Files.isDirectory(store) ? rocksDb(store.resolve("LOCK")) : sqlite(store);
    }

    private static StoreHold rocksDb(Path file) throws StoreException, IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return held(file, channel, 0, Long.MAX_VALUE, false);
    }

    private static StoreHold sqlite(Path file) throws StoreException, IOException {
        return held(file, FileChannel.open(file, StandardOpenOption.READ), SHARED_FROM, SHARED_COUNT, true);
    }

    private static StoreHold held(Path file, FileChannel channel, long from, long count, boolean shared)
            throws StoreException, IOException {
        if (channel.tryLock(from, count, shared) == null) {
            channel.close();
            throw new StoreInUseException(file + " is locked by another process", "Stop that first");
        }
        return new StoreHold(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
