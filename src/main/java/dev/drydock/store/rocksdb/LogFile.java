package dev.drydock.store.rocksdb;

import dev.drydock.bytes.MalformedDataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Walks over the records of a file in RocksDB's log format, which write-ahead logs and the MANIFEST share: blocks of 32
 * KiB, in them fragments, each a masked CRC-32C, a length (u16) and a type, little-endian, and the content. Of each
 * record only the head is kept.
 */
final class LogFile implements Closeable {

    /** Bytes of a record that are kept: in a write-ahead log, the sequence number and the count of a batch. */
    private static final int HEAD = 12;

    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;
    private static final int MASK_DELTA = 0xa282ead8;

    private final FileChannel file;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private byte[] head = new byte[0];
    private long blockStart;
    private boolean torn;

    LogFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        block.limit(0);
    }

    /**
     * Moves to the next record; false at the end, whole or {@link #isTorn() torn}.
     *
     * @throws MalformedDataException for a wrong checksum, or fragments that make no record
     */
    boolean next() throws IOException, MalformedDataException {
        head = new byte[0];
        var within = false;
        while (true) {
            if (block.remaining() < HEADER && !nextBlock()) {
                torn |= within;
                return false;
            }
            var start = block.position();
            var length = block.getShort(start + 4) & 0xFFFF;
            var type = block.get(start + 6);
            if (type == 0 && length == 0) {
                // Space that was set aside, and never written.
                block.position(block.limit());
                continue;
            }
            if (length > block.remaining() - HEADER) {
                torn = true;
                return false;
            }
            requireChecksum(start, length);
            block.position(start + HEADER + length);
            if ((type == FIRST || type == FULL) == within || type < FULL || type > LAST) {
                throw malformed(start, "a fragment that fits the one before, not one of type " + type);
            }
            keepHead(start + HEADER, length);
            within = type == FIRST || type == MIDDLE;
            if (!within) {
                return true;
            }
        }
    }

    /** Up to the first 12 bytes of the current record. */
    byte[] head() {
        return head;
    }

    /** True if the file ended within a record. */
    boolean isTorn() {
        return torn;
    }

    private void keepHead(int from, int length) {
        var wanted = Math.min(length, HEAD - head.length);
        if (wanted > 0) {
            var had = head.length;
            head = Arrays.copyOf(head, had + wanted);
            block.get(from, head, had, wanted);
        }
    }

    private void requireChecksum(int start, int length) throws MalformedDataException {
        checksum.reset();
        checksum.update(block.array(), start + 6, 1 + length);
        var crc = (int) checksum.getValue();
        if (block.getInt(start) != Integer.rotateRight(crc, 15) + MASK_DELTA) {
            throw malformed(start, "a record that its checksum agrees with");
        }
    }

    private MalformedDataException malformed(int start, String expectation) {
        return new MalformedDataException("log file", blockStart + start, expectation);
    }

    private boolean nextBlock() throws IOException {
        var hadRest = block.limit() > 0 && block.limit() < BLOCK && block.hasRemaining();
        blockStart = file.position();
        block.clear();
        while (block.hasRemaining() && file.read(block) >= 0) {
            // Until the block is full or the file ends.
        }
        block.flip();
        if (block.remaining() >= HEADER) {
            return true;
        }
        torn |= hadRest || block.hasRemaining();
        return false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
