package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.sorting.ExternalSorter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes the file of blobs. Contents are far larger than all else and go straight to the file, while links, which come
 * between them, are sorted aside and follow at the end, in the order of their keys.
 *
 * <p>The vendor's exporter writes the links first, and so leaves the collection of the last one standing before the
 * contents, where it means nothing. That byte is the same here.
 */
final class BlobFileWriter implements EntryWriter {

    private static final byte[] NONE = {};
    /** Bytes of links to hold in memory. */
    private static final int LINKS_IN_MEMORY = 8 << 20;

    private static final int LINK = BlobHash.LENGTH + Document.LENGTH;

    private final ExportFileWriter file;
    private final ExternalSorter links;
    private boolean hasContent;
    private long contentCollectionAt;

    private BlobFileWriter(ExportFileWriter file, ExternalSorter links) {
        this.file = file;
        this.links = links;
    }

    /** Creates the file in {@code directory}, which also holds links until they are written. */
    static BlobFileWriter create(Path directory, ExportFormat format) throws IOException {
        return new BlobFileWriter(
                ExportFileWriter.create(directory, format, ExportFile.BLOB),
                new ExternalSorter(directory, LINKS_IN_MEMORY));
    }

    @Override
    public void write(ExportEntry entry) throws IOException {
        if (!entry.isBlobContent()) {
            links.add(key(entry), NONE);
            return;
        }
        file.write(entry);
        if (!hasContent) {
            hasContent = true;
            contentCollectionAt = file.collectionAt();
        }
    }

    @Override
    public void finish() throws IOException {
        var lastCollection = ExportEntry.UNSET_COLLECTION;
        // That of the contents is replaced below: a first link that happens to have the same must not rely on it.
        file.nameCollectionAgain();
        try (var sorted = links.sorted()) {
            while (sorted.next()) {
                var link = link(sorted.key());
                file.write(link);
                lastCollection = link.collection();
            }
        }
        links.close();
        if (hasContent) {
            file.patch(contentCollectionAt, lastCollection);
        }
        file.finish();
    }

    private static byte[] key(ExportEntry link) {
        var key = Arrays.copyOf(link.key(), LINK);
        BigEndian.putU32(key, BlobHash.LENGTH, link.account());
        key[BlobHash.LENGTH + 4] = (byte) link.collection();
        BigEndian.putU32(key, BlobHash.LENGTH + 5, link.document());
        return key;
    }

    private static ExportEntry link(byte[] key) {
        return new ExportEntry(
                ExportFamily.BLOB,
                BigEndian.u32(key, BlobHash.LENGTH),
                key[BlobHash.LENGTH + 4] & 0xFF,
                BigEndian.u32(key, BlobHash.LENGTH + 5),
                Arrays.copyOf(key, BlobHash.LENGTH),
                NONE,
                0);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            links.close();
        }
    }
}
