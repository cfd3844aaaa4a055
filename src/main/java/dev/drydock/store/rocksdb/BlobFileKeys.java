package dev.drydock.store.rocksdb;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The keys in a blob file of RocksDB, without the values: a head of 30 bytes that begins with a
 * magic number, then per record the lengths of key and
 * value and an expiration (u64 each), two checksums (u32 each), key and value; all little-endian. A foot of another
 * form ends the file; whatever does not read as a record is taken for it.
 */
final class BlobFileKeys implements Closeable {

    private static final int MAGIC = 0x00248f37;
    private static final int FILE_HEAD = 30;
    private static final int RECORD_HEAD = 32;
    private static final int LONGEST_KEY = 1 << 10;

    private final FileChannel file;
    private final long size;
    private final ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private byte[] key = new byte[0];

    BlobFileKeys(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        size = file.size();
        if (size < FILE_HEAD + RECORD_HEAD) {
            position = size;
        } else {
            fill(head, 0);
            position = head.getInt(0) == MAGIC ? FILE_HEAD : size;
        }
    }

    /** Moves to the next key; false after the last one. */
    boolean next() throws IOException {
        if (position > size - RECORD_HEAD) {
            return false;
        }
        fill(head, position);
        var keyLength = head.getLong(0);
        var valueLength = head.getLong(8);
        var left = size - position - RECORD_HEAD;
        if (keyLength < 1 || keyLength > Math.min(left, LONGEST_KEY) || valueLength < 0) {
            return false;
        }
        if (valueLength > left - keyLength) {
            return false;
        }
        key = new byte[(int) keyLength];
        fill(ByteBuffer.wrap(key), position + RECORD_HEAD);
        position += RECORD_HEAD + keyLength + valueLength;
        return true;
    }

    byte[] key() {
        return key;
    }

    private void fill(ByteBuffer buffer, long from) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("a blob file became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
