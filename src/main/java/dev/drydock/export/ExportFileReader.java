package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of an export, operation by operation, believing none of it: a length is compared with what is left in
 * the file before memory is asked for. The file must be a regular one, is never reached through a link, and must not
 * change between {@link #open} and the last operation.
 *
 * <p>The format has neither an end marker nor a checksum: a file cut exactly between two operations reads as complete.
 * Only a comparison with the store proves that nothing is missing.
 */
public final class ExportFileReader implements AutoCloseable {

    static final String STRUCTURE = "export file";
    static final int MAGIC = 0x7B;
    static final int OP_FAMILY = 0;
    static final int OP_KEY_VALUE = 1;
    static final int OP_KEY = 2;
    static final int OP_ACCOUNT = 3;
    static final int OP_COLLECTION = 4;
    static final int OP_DOCUMENT = 5;

    private static final int HEADER_SIZE = 2;
    /** The longest array of every JVM. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private final ExportFileInput input;
    private final ExportFormat format;
    private final Set<ExportFamily> families = EnumSet.noneOf(ExportFamily.class);

    private long operationOffset;
    private @Nullable ExportFamily family;
    private int account = ExportEntry.UNSET;
    private int collection = ExportEntry.UNSET_COLLECTION;
    private int document = ExportEntry.UNSET;
    private boolean accountSet;
    private boolean collectionSet;
    private boolean documentSet;

    private ExportFileReader(ExportFileInput input, ExportFormat format) {
        this.input = input;
        this.format = format;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws StoreException for what cannot be opened or is no regular file; a FIFO is refused without waiting for it
     * @throws MalformedDataException for a header that is not that of the format
     */
    public static ExportFileReader open(Path file, ExportFormat format) throws StoreException, MalformedDataException {
        var reader = new ExportFileReader(ExportFileInput.open(file), format);
        try {
            reader.readHeader();
            return reader;
        } catch (StoreException | MalformedDataException e) {
            reader.close();
            throw e;
        }
    }

    /** The size of the file, in bytes. */
    public long size() {
        return input.size();
    }

    /** Bytes read so far. */
    public long position() {
        return input.position();
    }

    /**
     * The next key and value operation, or {@code null} after the last one.
     *
     * @throws MalformedDataException naming the file and where the operation begins in it
     */
    public @Nullable ExportEntry next() throws StoreException, MalformedDataException {
        while (input.remaining() > 0) {
            operationOffset = input.position();
            var operation = input.u8();
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
        input.requireUnchanged();
        return null;
    }

    /**
     * After the last operation: refuses a file that does not name each family the exporter writes to it, which it does
     * even for a family without records.
     */
    public void requireFamiliesOf(ExportFile kind) throws MalformedDataException {
        for (var expected : format.families(kind)) {
            if (!families.contains(expected)) {
                operationOffset = input.size();
                throw malformed(
                        input.size() == HEADER_SIZE
                                ? "operations after the header, but there are none: the server ended without a store"
                                        + " to export (\"No store configured\"), whatever exit status it gave"
                                : "family " + expected.title() + " before the end: the file is cut");
            }
        }
    }

    private void readHeader() throws StoreException, MalformedDataException {
        if (input.size() == 0) {
            throw malformed("the header 7B 0" + format.version() + " of " + named(format)
                    + ", but the file is empty: the server ended before it wrote anything");
        }
        var magic = input.u8();
        if (magic != MAGIC) {
            throw malformed("the header byte 7B of an export, found " + String.format("%02X", magic));
        }
        var version = u8("a version byte");
        if (version != format.version()) {
            throw malformed("version " + format.version() + ", " + named(format) + ", found version " + version
                    + ExportFormat.of(version)
                            .map(other -> ", " + named(other) + otherwise(other))
                            .orElse(""));
        }
    }

    private static String named(ExportFormat format) {
        return "an export by " + format.server();
    }

    private static String otherwise(ExportFormat found) {
        return found == ExportFormat.V0_8_0 ? ", which needs no converting" : "";
    }

    private void readFamily() throws StoreException, MalformedDataException {
        var code = u8("a family");
        var found = format.family(code).orElse(null);
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
        var entry = new ExportEntry(known, account, collection, document, key, value, operationOffset);
        require(collectionSet || known != ExportFamily.BLOB || entry.isBlobContent(), known, "a collection");
        return entry;
    }

    private void require(boolean set, ExportFamily known, String what) throws MalformedDataException {
        if (!set) {
            throw malformed(what + " before the first key of family " + known.title());
        }
    }

    private byte[] sized(String what) throws StoreException, MalformedDataException {
        var length = Integer.toUnsignedLong(u32("the length of a " + what));
        if (length > input.remaining()) {
            throw malformed("a " + what + " of " + length + " bytes, but the file ends after " + input.remaining());
        }
        if (length > LONGEST) {
            throw tooLarge(what, length, null);
        }
        byte[] bytes;
        try {
            bytes = new byte[(int) length];
        } catch (OutOfMemoryError e) {
            // Only this one array did not fit: the file is as long as it says, and may be sparse.
            throw tooLarge(what, length, e);
        }
        input.fill(bytes);
        return bytes;
    }

    private StoreException tooLarge(String what, long length, @Nullable Throwable cause) {
        return new StoreException(
                "Export file " + input.file() + " has a " + what + " of " + length + " bytes at byte " + operationOffset
                        + ", more than this process has memory for",
                "Start Drydock with more memory (java -Xmx), at least four times that; 2 GiB is the most a value can"
                        + " have",
                cause);
    }

    private int u8(String what) throws StoreException, MalformedDataException {
        requireRemaining(1, what);
        return input.u8();
    }

    private int u32(String what) throws StoreException, MalformedDataException {
        requireRemaining(4, what);
        return input.u32();
    }

    private void requireRemaining(int count, String what) throws MalformedDataException {
        if (input.remaining() < count) {
            throw malformed(what + ", but the file ends after " + input.remaining() + " bytes");
        }
    }

    private MalformedDataException malformed(String expectation) {
        return malformed(input.file(), operationOffset, expectation);
    }

    /** A failure at an operation of an export file; what to do next is always the same. */
    static MalformedDataException malformed(Path file, long offset, String expectation) {
        return new MalformedDataException(STRUCTURE, offset, expectation + "; export again").in(file.toString());
    }

    @Override
    public void close() {
        input.close();
    }
}
