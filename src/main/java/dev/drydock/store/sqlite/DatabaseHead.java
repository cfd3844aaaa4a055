package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the first 100 bytes of a database file say about its size. Looked at by ourselves, because SQLite takes a file of
 * a few bytes for an empty database, and the missing part of a last page for zeros.
 *
 * <p>After the file format of SQLite: the magic, at 16 the page size (1 for 65536), at 24 a counter of changes, at 28 the
 * number of pages, which is true only if the number at 92 is that of the counter.
 *
 * @param pages number of pages; 0 where the head does not say
 */
record DatabaseHead(int pageSize, long pages) {

    private static final int LENGTH = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads the head of a file that is not empty.
     *
     * @throws StoreException if it is not the head of a database
     */
    static DatabaseHead read(Path file, FileChannel channel) throws IOException, StoreException {
        var head = ByteBuffer.allocate(LENGTH);
        var count = 0;
        while (head.hasRemaining() && count >= 0) {
            count = channel.read(head, head.position());
        }
        var magic = ByteBuffer.wrap(MAGIC);
        var pageSize = head.getShort(16) == 1 ? 65_536 : Short.toUnsignedInt(head.getShort(16));
        if (head.hasRemaining()
                || !head.slice(0, MAGIC.length).equals(magic)
                || pageSize < 512
                || Integer.bitCount(pageSize) != 1) {
            throw SqliteFailure.notADatabase(file, null);
        }
        var pages = head.getInt(24) == head.getInt(92) ? Integer.toUnsignedLong(head.getInt(28)) : 0;
        return new DatabaseHead(pageSize, pages);
    }

    /** Refuses a file that has lost its end; only for one without a log or journal, which may bring it back. */
    void requireWhole(Path file, long size) throws StoreException {
        if (size % pageSize != 0 || size / pageSize < pages) {
            throw new StoreException(
                    String.format(
                            "The file %s is cut short: it has %,d bytes, and its %,d pages of %,d bytes each need more",
                            file, size, Math.max(pages, size / pageSize + 1), pageSize),
                    SqliteFailure.RECOVER);
        }
    }
}
