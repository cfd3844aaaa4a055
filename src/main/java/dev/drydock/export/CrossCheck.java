package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.export.Finding.Grade;
import dev.drydock.layout.Collection;
import dev.drydock.sorting.ExternalSorter;
import java.io.IOException;
import java.util.Arrays;

/** Brings entries of all files together that collide, or that have to fit together, by sorting them. */
final class CrossCheck {

    private static final ExportFile[] FILES = ExportFile.values();
    private static final int BITMAP_AT = 9;

    private final ExternalSorter sorter;
    private final ExportChecker.Contents contents;

    CrossCheck(ExternalSorter sorter, ExportChecker.Contents contents) {
        this.sorter = sorter;
        this.contents = contents;
    }

    /** Takes in an entry whose shape is right. */
    void add(ExportFile file, ExportEntry entry) throws IOException {
        var bitmap = CheckKey.isDocumentIds(entry) ? entry.value() : new byte[0];
        var value = new ByteWriter(BITMAP_AT + bitmap.length)
                .u8(Arrays.asList(FILES).indexOf(file))
                .u64(entry.offset())
                .bytes(bitmap)
                .toByteArray();
        sorter.add(CheckKey.of(entry), value);
        if (entry.family() == ExportFamily.BLOB
                && !entry.isBlobContent()
                && entry.collection() == Collection.EMAIL.code()) {
            sorter.add(CheckKey.ofLinkedDocument(entry), value);
        }
    }

    /** Walks over all entries once, and adds what does not fit. */
    void report(FindingList findings) throws IOException {
        var documents = new DocumentCheck(findings);
        var blobs = new BlobCheck(findings, contents);
        var lastKey = new byte[0];
        var lastFile = FILES[0];
        var lastOffset = 0L;
        try (var sorted = sorter.sorted()) {
            while (sorted.next()) {
                var key = sorted.key();
                var value = sorted.value();
                var file = FILES[value[0]];
                var offset = BigEndian.u64(value, 1);
                if (Arrays.equals(key, lastKey) && !CheckKey.isLinkedDocument(key)) {
                    findings.add(Finding.at(
                            Grade.ERROR,
                            file.fileName(),
                            offset,
                            "duplicate record",
                            "it stands in " + lastFile.fileName() + " at byte " + lastOffset + " already"));
                }
                switch (CheckKey.group(key)) {
                    case CheckKey.DOCUMENTS -> documents.accept(key, bitmap(value));
                    case CheckKey.BLOBS -> blobs.accept(key);
                    default -> {}
                }
                lastKey = key;
                lastFile = file;
                lastOffset = offset;
            }
        } catch (MalformedDataException e) {
            throw new IllegalStateException("a bitmap read before", e);
        }
        documents.end();
        blobs.end();
    }

    private static byte[] bitmap(byte[] value) {
        return Arrays.copyOfRange(value, BITMAP_AT, value.length);
    }
}
