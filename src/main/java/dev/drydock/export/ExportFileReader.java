package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
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
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of an export, operation by operation, believing none of it.
 *
 * <p>A length is compared with what is left in the file before memory is asked for. The file must be a regular one, is
 * never reached through a link, and must not change between {@link #open} and the last operation.
 *
 * <p>The format has neither an end marker nor a checksum: a file cut exactly between two operations reads as complete.
 * Only a comparison with the store proves that nothing is missing.
 */
public final class ExportFileReader implements AutoCloseable {

    static final String STRUCTURE = "export file";
    static final int MAGIC = 0x7B;
    static final int VERSION = 1;
    static final int OP_FAMILY = 0;
    static final int OP_KEY_VALUE = 1;
    static final int OP_KEY = 2;
    static final int OP_ACCOUNT = 3;
    static final int OP_COLLECTION = 4;
    static final int OP_DOCUMENT = 5;

    private static final int HEADER_SIZE = 2;
    private static final int BUFFER = 64 * 1024;
    /** Some array sizes below the largest int are refused by the JVM. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private static final Set<OpenOption> OPEN = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final FileChannel channel;
    private final BasicFileAttributes attributes;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private final Set<ExportFamily> families = EnumSet.noneOf(ExportFamily.class);

    private long position;
    private long operationOffset;
    private @Nullable ExportFamily family;
    private int account = ExportEntry.UNSET;
    private int collection = ExportEntry.UNSET_COLLECTION;
    private int document = ExportEntry.UNSET;
    private boolean accountSet;
    private boolean collectionSet;
    private boolean documentSet;

    private ExportFileReader(Path file, FileChannel channel, BasicFileAttributes attributes) throws IOException {
        this.file = file;
        this.channel = channel;
        this.attributes = attributes;
        this.size = channel.size();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws StoreException for what cannot be opened or is no regular file; a FIFO is refused without waiting for it
     * @throws MalformedDataException for a header that is not that of an export by v0.7.3
     */
    public static ExportFileReader open(Path file) throws StoreException, MalformedDataException {
        FileChannel channel = null;
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new StoreException(
                        "Export file " + file + " is " + ExportDirectory.kind(attributes) + ", not a regular file",
                        "Put the file itself in its place");
            }
            channel = FileChannel.open(file, OPEN);
            var reader = new ExportFileReader(file, channel, attributes);
            reader.readHeader();
            channel = null;
            return reader;
        } catch (IOException e) {
            throw new StoreException(
                    "Export file " + file + " cannot be opened: " + reason(e),
                    "Check that it exists and that this account may read it",
                    e);
        } finally {
            if (channel != null) {
                closeQuietly(channel);
            }
        }
    }

    /** The size of the file, in bytes. */
    public long size() {
        return size;
    }

    /** Bytes read so far. */
    public long position() {
        return position;
    }

    /**
     * After the last operation: refuses a file that does not name each family the exporter writes to it, which it does
     * even for a family without records.
     */
    public void requireFamiliesOf(ExportFile kind) throws MalformedDataException {
        for (var expected : ExportFamily.values()) {
            if (expected.file() == kind && !families.contains(expected)) {
                operationOffset = size;
                throw malformed(
                        size == HEADER_SIZE
                                ? "operations after the header, but there are none: the server ended without a store"
                                        + " to export (\"No store configured\"), whatever exit status it gave"
                                : "family " + expected.title() + " before the end: the file is cut");
            }
        }
    }

    /** The next key and value operation, or {@code null} after the last one. */
    public @Nullable ExportEntry next() throws StoreException, MalformedDataException {
        while (position < size) {
            operationOffset = position;
            var operation = u8("an operation");
            switch (operation) {
                case OP_FAMILY -> readFamily();
                case OP_KEY_VALUE, OP_KEY -> {
                    return readEntry(operation == OP_KEY_VALUE);
                }
                case OP_ACCOUNT -> {
                    account = u32("an account id");
                    accountSet = true;
                }
                case OP_COLLECTION -> {
                    collection = u8("a collection");
                    collectionSet = true;
                }
                case OP_DOCUMENT -> {
                    document = u32("a document id");
                    documentSet = true;
                }
                default -> throw malformed("an operation 0 to 5, found " + operation);
            }
        }
        requireUnchanged();
        return null;
    }

    private void readHeader() throws StoreException, MalformedDataException {
        if (size == 0) {
            throw malformed("the header 7B 01 of an export by v0.7.3, but the file is empty: the server ended before it"
                    + " wrote anything");
        }
        var magic = u8("the header byte 7B");
        if (magic != MAGIC) {
            throw malformed("the header byte 7B of an export, found " + hex(magic));
        }
        var version = u8("a version byte");
        if (version == 2) {
            throw malformed(
                    "version 1, an export by v0.7.3, found version 2, an export by v0.8.0, which no longer needs"
                            + " converting");
        }
        if (version != VERSION) {
            throw malformed("version 1, an export by v0.7.3, found version " + version);
        }
    }

    private void readFamily() throws StoreException, MalformedDataException {
        var code = u8("a family");
        var found = ExportFamily.of(code).orElse(null);
        if (found == null) {
            throw malformed("a family 0 to 11, found " + code);
        }
        family = found;
        families.add(found);
    }

    private ExportEntry readEntry(boolean withValue) throws StoreException, MalformedDataException {
        var known = family;
        if (known == null) {
            throw malformed("a family before the first key");
        }
        var scope = known.scope();
        require(accountSet || !scope.account, known, "an account");
        require(collectionSet || !scope.collection, known, "a collection");
        require(documentSet || !scope.document, known, "a document");
        var key = sized("key");
        var value = withValue ? sized("value") : new byte[0];
        return new ExportEntry(known, account, collection, document, key, value, operationOffset);
    }

    private void require(boolean set, ExportFamily known, String what) throws MalformedDataException {
        if (!set) {
            throw malformed(what + " before the first key of family " + known.title());
        }
    }

    private byte[] sized(String what) throws StoreException, MalformedDataException {
        var length = Integer.toUnsignedLong(u32("the length of a " + what));
        if (length > size - position) {
            throw malformed("a " + what + " of " + length + " bytes, but the file ends after " + (size - position));
        }
        if (length > LONGEST) {
            throw tooLarge(what, length, null);
        }
        try {
            var bytes = new byte[(int) length];
            fill(bytes);
            return bytes;
        } catch (OutOfMemoryError e) {
            throw tooLarge(what, length, e);
        }
    }

    private int u8(String what) throws StoreException, MalformedDataException {
        buffered(1, what);
        position++;
        return buffer.get() & 0xFF;
    }

    private int u32(String what) throws StoreException, MalformedDataException {
        buffered(4, what);
        position += 4;
        return buffer.getInt();
    }

    private void buffered(int count, String what) throws StoreException, MalformedDataException {
        if (size - position < count) {
            throw malformed(what + ", but the file ends after " + (size - position) + " bytes");
        }
        if (buffer.remaining() < count) {
            buffer.compact();
            while (buffer.position() < count) {
                readSome(buffer);
            }
            buffer.flip();
        }
    }

    private void fill(byte[] bytes) throws StoreException {
        var buffered = Math.min(buffer.remaining(), bytes.length);
        buffer.get(bytes, 0, buffered);
        for (var at = buffered; at < bytes.length; ) {
            // In pieces: the JDK copies through a direct buffer as large as what is asked for.
            var piece = ByteBuffer.wrap(bytes, at, Math.min(BUFFER, bytes.length - at));
            while (piece.hasRemaining()) {
                readSome(piece);
            }
            at = piece.position();
        }
        position += bytes.length;
    }

    private void readSome(ByteBuffer into) throws StoreException {
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

    private void requireUnchanged() throws StoreException {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
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

    private StoreException tooLarge(String what, long length, @Nullable Throwable cause) {
        return new StoreException(
                "Export file " + file + " has a " + what + " of " + length + " bytes at byte " + operationOffset
                        + ", more than this process has memory for",
                "Start Drydock with more memory (java -Xmx), at least four times that; 2 GiB is the most a value can"
                        + " have",
                cause);
    }

    private MalformedDataException malformed(String expectation) {
        return malformed(file, operationOffset, expectation);
    }

    /** A failure at an operation of an export file; what to do next is always the same. */
    static MalformedDataException malformed(Path file, long offset, String expectation) {
        return new MalformedDataException(STRUCTURE, offset, expectation + "; export again").in(file.toString());
    }

    private static String hex(int value) {
        return String.format("%02X", value);
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

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Read only: nothing is lost, and the failure that led here is the one to tell.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
