package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.sorting.ExternalSorter;
import dev.drydock.sorting.SortedRecords;
import dev.drydock.translate.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.roaringbitmap.RoaringBitmap;

/**
 * What an export holds, as one sorted line per entry, so that two can be compared: family, account, collection,
 * document, key in hexadecimal, value, separated by tabs.
 *
 * <p>A number that the family does not need is {@code -}, and so is a value that is not there. A value is its SHA-256,
 * but for counters a plain number; of a bitmap the SHA-256 is that of its document ids, each in four bytes, since equal
 * sets can be written differently. A term index has its value in this place, and no key. Keys longer than
 * {@value #LONGEST_KEY} bytes are given as {@code sha256:} and their SHA-256.
 *
 * <p>The listing of a store is that of the export the vendor's exporter would make of it.
 */
public final class ExportListing implements AutoCloseable {

    static final int LONGEST_KEY = 512;

    private static final String NONE = "-";

    private final Path scratch;
    private final ExternalSorter sorter;

    private ExportListing(Path scratch) {
        this.scratch = scratch;
        this.sorter = new ExternalSorter(scratch);
    }

    /**
     * Reads all records and sorts those that exports carry.
     *
     * @param scratch an existing directory, private to this process, for files until the listing is closed
     */
    public static ExportListing of(SourceRecords records, Path scratch, Progress progress)
            throws StoreException, MalformedDataException {
        var listing = new ExportListing(scratch);
        try {
            records.read(listing::add, progress);
            return listing;
        } catch (StoreException | MalformedDataException | RuntimeException | Error e) {
            listing.close();
            throw e;
        }
    }

    /** Writes all lines, each with a line feed; possible once. */
    public void writeTo(Appendable out) throws StoreException {
        try (var lines = sorted()) {
            while (lines.next()) {
                out.append(text(lines.key()))
                        .append('\t')
                        .append(text(lines.value()))
                        .append('\n');
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The lines, parted into what they are about and the value; possible once. */
    SortedRecords sorted() throws StoreException {
        try {
            return sorter.sorted();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    StoreException failure(IOException e) {
        return new StoreException(
                "A listing cannot be sorted in " + scratch + " or written: " + ExportFileInput.reason(e),
                "Make room there, then begin again",
                e);
    }

    private void add(SourceRecord record) throws StoreException, MalformedDataException {
        if (Omission.of(record) != null) {
            return;
        }
        var entry = ExportEncoder.encode(record);
        if (entry == null) {
            return;
        }
        try {
            sorter.add(bytes(about(entry)), bytes(value(entry, record)));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static String about(ExportEntry entry) {
        var scope = entry.family().scope();
        var isContent = entry.isBlobContent();
        var hasCollection = scope.collection || (entry.family() == ExportFamily.BLOB && !isContent);
        return String.join(
                "\t",
                entry.family().name().toLowerCase(Locale.ROOT),
                scope.account && !isContent ? Integer.toUnsignedString(entry.account()) : NONE,
                hasCollection ? Integer.toString(entry.collection()) : NONE,
                scope.document && !isContent ? Integer.toUnsignedString(entry.document()) : NONE,
                entry.family() == ExportFamily.TERM_INDEX ? NONE : key(entry.key()));
    }

    private static String key(byte[] key) {
        if (key.length == 0) {
            return NONE;
        }
        return key.length > LONGEST_KEY
                ? "sha256:" + digest(key)
                : HexFormat.of().formatHex(key);
    }

    private static String value(ExportEntry entry, SourceRecord record) {
        if (record instanceof SourceRecord.Counter counter) {
            return Long.toString(counter.value());
        }
        if (record instanceof SourceRecord.Bitmap bitmap) {
            return digest(bitmap.documents());
        }
        var value = entry.family() == ExportFamily.TERM_INDEX ? entry.key() : entry.value();
        return value.length == 0 && !entry.isBlobContent() ? NONE : digest(value);
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static String digest(RoaringBitmap documents) {
        var digest = sha256();
        var four = new byte[4];
        documents.forEach((int document) -> {
            BigEndian.putU32(four, 0, document);
            digest.update(four);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    static String text(byte[] line) {
        return new String(line, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws StoreException {
        try {
            sorter.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
