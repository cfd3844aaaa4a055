package dev.drydock.export;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file of an export: a regular file, never reached through a link, that must not change while it is
 * read. Whoever reads asks {@link #remaining} first; the methods that read fail for what is wrong with the file, not for
 * what is wrong in it.
 */
final class ExportFileInput implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final FileChannel channel;
    private final BasicFileAttributes attributes;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private long position;

    private ExportFileInput(Path file, FileChannel channel, BasicFileAttributes attributes) {
        this.file = file;
        this.channel = channel;
        this.attributes = attributes;
        this.size = attributes.size();
    }

    /** Opens a file; what is no regular file is refused without opening it, since opening a FIFO waits for a writer. */
    static ExportFileInput open(Path file) throws StoreException {
        try {
            var attributes = attributes(file);
            if (!attributes.isRegularFile()) {
                throw new StoreException(
                        "Export file " + file + " is " + ExportDirectory.kind(attributes) + ", not a regular file",
                        "Put the file itself in its place");
            }
            return new ExportFileInput(file, FileChannel.open(file, OPTIONS), attributes);
        } catch (IOException e) {
            throw new StoreException(
                    "Export file " + file + " cannot be opened: " + reason(e),
                    "Check that it exists and that this account may read it",
                    e);
        }
    }

    Path file() {
        return file;
    }

    /** The size of the file, in bytes. */
    long size() {
        return size;
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    /** Bytes not yet read. */
    long remaining() {
        return size - position;
    }

    int u8() throws StoreException {
        buffered(1);
        position++;
        return buffer.get() & 0xFF;
    }

    int u32() throws StoreException {
        buffered(4);
        position += 4;
        return buffer.getInt();
    }

    /**
     * Reads as many bytes as {@code bytes} is long.
     *
     * <p>Large ones in pieces: the JDK copies through memory outside the heap, as much of it as is asked for at once.
     */
    void fill(byte[] bytes) throws StoreException {
        var at = Math.min(buffer.remaining(), bytes.length);
        buffer.get(bytes, 0, at);
        while (at < bytes.length) {
            var piece = ByteBuffer.wrap(bytes, at, Math.min(BUFFER, bytes.length - at));
            readInto(piece);
            at = piece.position();
        }
        position += bytes.length;
    }

    private void buffered(int count) throws StoreException {
        if (buffer.remaining() < count) {
            buffer.compact();
            while (buffer.position() < count) {
                readInto(buffer);
            }
            buffer.flip();
        }
    }

    private void readInto(ByteBuffer into) throws StoreException {
        try {
            if (channel.read(into) < 0) {
                throw changed();
            }
        } catch (IOException e) {
            throw new StoreException(
                    "Export file " + file + " cannot be read near byte " + position + ": " + reason(e),
                    "Check the disk it lies on, then export again",
                    e);
        }
    }

    /** Refuses a file that is not what it was when it was opened: written to, cut, or replaced by another one. */
    void requireUnchanged() throws StoreException {
        try {
            var now = attributes(file);
            if (channel.size() != size
                    || now.size() != size
                    || !now.lastModifiedTime().equals(attributes.lastModifiedTime())
                    || !Objects.equals(now.fileKey(), attributes.fileKey())) {
                throw changed();
            }
        } catch (IOException e) {
            throw new StoreException(
                    "Export file " + file + " cannot be looked at again: " + reason(e), "Export again", e);
        }
    }

    private StoreException changed() {
        return new StoreException(
                "Export file " + file + " changed while it was read",
                "Wait until nothing writes to it any more, then begin again");
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Why the machine refused, for people. */
    static String reason(@Nullable IOException e) {
        if (e == null) {
            return "unknown reason";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        var message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Read only: nothing is lost, and the failure that led here is the one to tell.
        }
    }
}
