package dev.drydock.sorting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RunWriter} wrote. A value stays on disk until it is asked for. */
final class RunReader implements SortedRecords {

    private static final byte[] NONE = new byte[0];

    private final Path path;
    private final FileChannel file;
    private final long fileSize;
    private final ByteBuffer block = ByteBuffer.allocate(RunWriter.BLOCK);
    private final ByteBuffer header = ByteBuffer.allocate(RunWriter.BLOCK_HEADER);
    private final CRC32C checksum = new CRC32C();
    private byte[] key = NONE;
    private byte @Nullable [] value;
    private int valueLength;

    RunReader(Path path) throws IOException {
        this.path = path;
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            this.fileSize = file.size();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        block.limit(0);
    }

    @Override
    public boolean next() throws IOException {
        if (value == null) {
            skip(valueLength);
        }
        value = null;
        valueLength = 0;
        if (!block.hasRemaining() && !nextBlock()) {
            return false;
        }
        var keyLength = length();
        valueLength = length();
        key = bytes(keyLength);
        return true;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] value() throws IOException {
        if (value == null) {
            value = bytes(valueLength);
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int length() throws IOException {
        if (block.remaining() >= 4) {
            return checked(block.getInt());
        }
        return checked(ByteBuffer.wrap(bytes(4)).getInt());
    }

    private int checked(int length) throws IOException {
        if (length < 0 || length > fileSize) {
            throw new IOException(path + " holds a record of impossible length " + Integer.toUnsignedString(length));
        }
        return length;
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = new byte[length];
        var read = 0;
        while (read < length) {
            requireBlock();
            var part = Math.min(length - read, block.remaining());
            block.get(bytes, read, part);
            read += part;
        }
        return bytes;
    }

    private void skip(int length) throws IOException {
        var left = length;
        while (left > 0) {
            requireBlock();
            var part = Math.min(left, block.remaining());
            block.position(block.position() + part);
            left -= part;
        }
    }

    private void requireBlock() throws IOException {
        if (!block.hasRemaining() && !nextBlock()) {
            throw new IOException(path + " ends within a record");
        }
    }

    /** False at the end mark. */
    private boolean nextBlock() throws IOException {
        fill(header.clear());
        var length = header.getInt(0);
        if (length < 0 || length > RunWriter.BLOCK) {
            throw new IOException(path + " holds a block of impossible length " + Integer.toUnsignedString(length));
        }
        fill(block.clear().limit(length));
        block.flip();
        checksum.reset();
        checksum.update(block.array(), 0, length);
        if ((int) checksum.getValue() != header.getInt(4)) {
            throw new IOException(path + " was damaged after it was written: a block has the wrong checksum");
        }
        return length > 0;
    }

    private void fill(ByteBuffer buffer) throws IOException {
        try {
            while (buffer.hasRemaining()) {
                if (file.read(buffer) < 0) {
                    throw new IOException("it ends early, at byte " + file.position());
                }
            }
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
