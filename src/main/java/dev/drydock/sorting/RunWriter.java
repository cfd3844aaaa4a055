package dev.drydock.sorting;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Writes one run: a stream of records, each the lengths of key and value (u32 big-endian) and both, cut into blocks. A
 * block is its length, the CRC-32C of its content (both u32 big-endian), and the content; one of length 0 ends the run,
 * so that a run cut short is noticed.
 */
final class RunWriter implements Closeable {

    static final int BLOCK = 64 << 10;
    static final int BLOCK_HEADER = 8;

    private final Path path;
    private final FileChannel file;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_HEADER + BLOCK);
    private final CRC32C checksum = new CRC32C();

    /** Creates the file, which must not exist. */
    RunWriter(Path path) throws IOException {
        this(path, FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    }

    /** @param path of {@code file}, for errors */
    RunWriter(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
        block.position(BLOCK_HEADER);
    }

    void write(byte[] key, byte[] value) throws IOException {
        writeLength(key.length);
        writeLength(value.length);
        writeBytes(key);
        writeBytes(value);
    }

    /** Writes what is buffered and the end mark. */
    void finish() throws IOException {
        if (block.position() > BLOCK_HEADER) {
            flush();
        }
        flush();
    }

    private void writeLength(int length) throws IOException {
        if (block.remaining() >= 4) {
            block.putInt(length);
        } else {
            writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        }
    }

    private void writeBytes(byte[] bytes) throws IOException {
        var written = 0;
        while (written < bytes.length) {
            if (!block.hasRemaining()) {
                flush();
            }
            var part = Math.min(bytes.length - written, block.remaining());
            block.put(bytes, written, part);
            written += part;
        }
    }

    private void flush() throws IOException {
        block.flip();
        var length = block.limit() - BLOCK_HEADER;
        checksum.reset();
        checksum.update(block.array(), BLOCK_HEADER, length);
        block.putInt(0, length).putInt(4, (int) checksum.getValue());
        try {
            while (block.hasRemaining()) {
                file.write(block);
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + e.getMessage(), e);
        }
        block.clear().position(BLOCK_HEADER);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
