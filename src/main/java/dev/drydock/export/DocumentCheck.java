package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.export.Finding.Grade;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.PortableBitmap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares the messages and mailboxes that an account has by its bitmap of document ids with those that have records in
 * other files. In a whole export of a sound store they are the same.
 */
final class DocumentCheck {

    private static final String STRUCTURE = "documents";

    /** A file in which each document of a kind has at least one record. */
    private record Need(int rank, ExportFile file, String what) {}

    private static final Need PROPERTIES = new Need(CheckKey.RANK_PROPERTY, ExportFile.PROPERTY, "properties");
    private static final List<Need> OF_MAILBOX = List.of(PROPERTIES);
    private static final List<Need> OF_MESSAGE = List.of(
            PROPERTIES,
            new Need(CheckKey.RANK_INDEX, ExportFile.INDEX, "index entries"),
            new Need(CheckKey.RANK_BLOB, ExportFile.BLOB, "links to their content"));

    private final FindingList findings;
    private @Nullable Owner owner;

    DocumentCheck(FindingList findings) {
        this.findings = findings;
    }

    /**
     * Takes a {@link CheckKey} of a document; they come in order.
     *
     * @param bitmap the document ids, where the key is that of the bitmap of them
     */
    void accept(byte[] key, byte[] bitmap) throws MalformedDataException {
        var account = CheckKey.account(key);
        var collection = CheckKey.collection(key);
        if (!CheckKey.isCompared(collection)) {
            return;
        }
        var current = owner;
        if (current == null || current.account != account || current.collection != collection) {
            end();
            var isBitmap = CheckKey.rank(key) == CheckKey.RANK_DOCUMENT_IDS;
            current = new Owner(account, collection, isBitmap ? PortableBitmap.decode(bitmap, 0) : new RoaringBitmap());
            owner = current;
        }
        current.accept(CheckKey.rank(key), CheckKey.document(key));
    }

    /** Ends the last account. */
    void end() {
        if (owner != null) {
            owner.end();
            owner = null;
        }
    }

    /** One account and collection. */
    private final class Owner {

        private final int account;
        private final int collection;
        private final List<Comparison> comparisons;

        Owner(int account, int collection, RoaringBitmap present) {
            this.account = account;
            this.collection = collection;
            var needs = collection == Collection.EMAIL.code() ? OF_MESSAGE : OF_MAILBOX;
            this.comparisons =
                    needs.stream().map(need -> new Comparison(need, present)).toList();
        }

        void accept(int rank, int document) {
            for (var comparison : comparisons) {
                if (comparison.need.rank == rank) {
                    comparison.accept(document);
                }
            }
        }

        void end() {
            for (var comparison : comparisons) {
                report(comparison);
            }
        }

        private void report(Comparison comparison) {
            var need = comparison.need;
            var lacking = comparison.lacking();
            if (lacking > 0) {
                warn(
                        need.file,
                        lacking + " of " + comparison.present.getLongCardinality() + " documents have no "
                                + need.what + ", the first is " + name(comparison.firstLacking())
                                + ": the file is cut, or they were lost in the store before");
            }
            if (comparison.strangers > 0) {
                warn(
                        ExportFile.BITMAP,
                        comparison.strangers + " documents have " + need.what + " but no document id, the first is "
                                + name(comparison.firstStranger)
                                + ": the file is cut, or they are left over from deleted ones");
            }
        }

        private Document name(int document) {
            return new Document(account, collection, document);
        }

        private void warn(ExportFile file, String text) {
            findings.add(Finding.of(Grade.WARNING, file.fileName(), STRUCTURE, text));
        }
    }

    /** The document ids of an account beside those found in one file, which come in order. */
    private static final class Comparison {

        private final Need need;
        private final RoaringBitmap present;
        private final PeekableIntIterator expected;
        private long found;
        private @Nullable Integer last;
        private @Nullable Integer firstLacking;
        private long strangers;
        private int firstStranger;

        Comparison(Need need, RoaringBitmap present) {
            this.need = need;
            this.present = present;
            this.expected = present.getIntIterator();
        }

        void accept(int document) {
            if (last != null && last == document) {
                return;
            }
            last = document;
            if (present.contains(document)) {
                found++;
                if (firstLacking == null) {
                    var next = expected.next();
                    firstLacking = next == document ? null : Integer.valueOf(next);
                }
            } else if (strangers++ == 0) {
                firstStranger = document;
            }
        }

        long lacking() {
            return present.getLongCardinality() - found;
        }

        /** Only where {@link #lacking()} is not 0. */
        int firstLacking() {
            return firstLacking != null ? firstLacking : expected.peekNext();
        }
    }
}
