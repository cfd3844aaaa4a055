package dev.drydock.export;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One key and value operation of an export file, with the family, account, collection and document that were set when
 * it came.
 *
 * @param account account id, unsigned 32 bits; {@link #UNSET} until the file has set one
 * @param collection 0 to 255; {@link #UNSET_COLLECTION} until the file has set one
 * @param document document id, unsigned 32 bits; {@link #UNSET} until the file has set one
 * @param key as the family has it in exports, which is not as the store has it
 * @param offset where the operation begins, in bytes from the start of the file
 */
public record ExportEntry(
        ExportFamily family, int account, int collection, int document, byte[] key, byte[] value, long offset) {

    /** What the importer takes account and document for until they are set: all bits. */
    public static final int UNSET = 0xFFFFFFFF;

    /** What the importer takes the collection for until it is set: all bits. */
    public static final int UNSET_COLLECTION = 0xFF;

    /** For a blob: true for its content, false for a link of a document to it. */
    public boolean isBlobContent() {
        return family == ExportFamily.BLOB && (account == UNSET || document == UNSET);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExportEntry entry
                && family == entry.family
                && account == entry.account
                && collection == entry.collection
                && document == entry.document
                && Arrays.equals(key, entry.key)
                && Arrays.equals(value, entry.value)
                && offset == entry.offset;
    }

    @Override
    public int hashCode() {
        var hash = family.hashCode();
        hash = 31 * hash + account;
        hash = 31 * hash + collection;
        hash = 31 * hash + document;
        hash = 31 * hash + Arrays.hashCode(key);
        return 31 * hash + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return family.title() + " account " + Integer.toUnsignedString(account) + " collection " + collection
                + " document " + Integer.toUnsignedString(document) + " key "
                + HexFormat.of().formatHex(key) + " value of " + value.length + " bytes at byte " + offset;
    }
}
