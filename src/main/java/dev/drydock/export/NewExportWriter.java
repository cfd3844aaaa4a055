package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.DirectoryKey.PrincipalKey;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.CounterKey;
import dev.drydock.layout.v080.DirectoryKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.PropertyKey;
import dev.drydock.layout.v080.QuotaKey;
import dev.drydock.sorting.ExternalSorter;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmapWriter;

/** Walks over a v0.8.0 store and writes what exports carry of it. */
final class NewExportWriter {

    private static final int STEP = 1024;
    private static final byte[] NONE = {};
    /** Bytes of the document id at the end of a key. */
    private static final int ID = 4;

    private final TargetStore store;
    private final EntryFiles files;
    private final Progress progress;
    private OptionalLong total = OptionalLong.empty();
    private long done;

    NewExportWriter(TargetStore store, EntryFiles files, Progress progress) {
        this.store = store;
        this.files = files;
        this.progress = progress;
    }

    void run() throws StoreException, MalformedDataException {
        files.begin();
        total = estimate();
        for (var letter : NewExportRecords.CARRIED) {
            switch (letter) {
                // Contents come with their markers, used quotas with their principals.
                case BLOB, QUOTA -> {}
                case DOCUMENT_IDS, TAGS, TEXT_TOKENS -> writeBitmaps(letter);
                default -> write(letter);
            }
        }
        files.end();
    }

    private OptionalLong estimate() throws StoreException {
        var sum = 0L;
        for (var letter : NewExportRecords.CARRIED) {
            var rows = store.estimatedRows(letter);
            if (rows.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += letter == Letter.BLOB || letter == Letter.QUOTA ? 0 : rows.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    @FunctionalInterface
    private interface Row {
        void take(byte[] key, byte[] value) throws StoreException, MalformedDataException;
    }

    private void scan(Letter letter, Row row) throws StoreException, MalformedDataException {
        try (var records = store.scan(letter)) {
            while (records.next()) {
                var key = records.key();
                try {
                    row.take(key, records.value());
                } catch (MalformedDataException e) {
                    throw e.in(store.name() + ", letter " + letter.letter() + ", key "
                            + HexFormat.of().formatHex(key));
                }
                if (done++ % STEP == 0) {
                    progress.at(letter.title(), done, Progress.known(total, done), Progress.Unit.RECORDS);
                }
            }
        }
    }

    private void write(Letter letter) throws StoreException, MalformedDataException {
        scan(letter, (key, value) -> {
            switch (letter) {
                case PROPERTY -> property(PropertyKey.decode(key), value);
                case COUNTER -> counter(key, CounterValue.decode(value));
                case DIRECTORY -> directory(key, value);
                case BLOB_LINK -> blob(BlobLinkKey.decode(key));
                default -> files.write(NewExportEncoder.entry(letter, key, value));
            }
        });
    }

    /** A mailbox's next UID stands before its name, if it is not 0, and nowhere if it has none. */
    private void property(PropertyKey key, byte[] value) throws StoreException, MalformedDataException {
        var document = key.document();
        if (document.collection() == Collection.MAILBOX.code() && key.field() == MailboxName.FIELD) {
            var next = number(Letter.COUNTER, CounterKey.mailboxUidNext(document));
            if (next != 0) {
                files.write(ExportEntries.mailboxUidNext(document, next));
            }
        }
        files.write(ExportEntries.property(document, key.field(), value));
    }

    private void counter(byte[] key, long value) throws StoreException {
        if (value != 0 && CounterKey.recogniseMailbox(key).isEmpty()) {
            files.write(ExportEntries.lookupCounter(key, value));
        }
    }

    private void directory(byte[] key, byte[] value) throws StoreException, MalformedDataException {
        var decoded = DirectoryKey.decode(key);
        files.write(ExportEntries.ofServer(ExportFamily.DIRECTORY, key, value));
        if (decoded instanceof PrincipalKey principal) {
            var used = number(Letter.QUOTA, QuotaKey.usedQuota(principal.id()));
            if (used != 0) {
                files.write(ExportEntries.usedQuota(principal.id(), used));
            }
        }
    }

    private void blob(BlobLinkKey key) throws StoreException, MalformedDataException {
        if (!key.isCommit()) {
            files.write(ExportEntries.link(key.hash(), key.document()));
            return;
        }
        var stored = store.get(Letter.BLOB, key.hash().toByteArray());
        if (stored != null) {
            files.write(ExportEntries.content(key.hash(), StoredBlob.of(key.hash(), stored)));
        }
    }

    private long number(Letter letter, byte[] key) throws StoreException, MalformedDataException {
        var value = store.get(letter, key);
        return value == null ? 0 : CounterValue.decode(value);
    }

    /**
     * Brings the documents of each set together. In key order others may stand between them, whose keys begin with the key
     * of the set: so they are sorted by the length of the key first.
     */
    private void writeBitmaps(Letter letter) throws StoreException, MalformedDataException {
        try (var sorter = new ExternalSorter(files.scratch())) {
            scan(letter, (key, value) -> add(sorter, key));
            writeSets(letter, sorter);
        } catch (IOException e) {
            throw files.failure(e);
        }
    }

    private void add(ExternalSorter sorter, byte[] key) throws StoreException, MalformedDataException {
        if (key.length < Document.LENGTH) {
            throw new MalformedDataException("key of a document", key.length, "at least " + Document.LENGTH + " bytes");
        }
        var sorted = new byte[Integer.BYTES + key.length];
        BigEndian.putU32(sorted, 0, key.length);
        System.arraycopy(key, 0, sorted, Integer.BYTES, key.length);
        try {
            sorter.add(sorted, NONE);
        } catch (IOException e) {
            throw files.failure(e);
        }
    }

    private void writeSets(Letter letter, ExternalSorter sorter)
            throws IOException, StoreException, MalformedDataException {
        try (var keys = sorter.sorted()) {
            var current = NONE;
            var documents = RoaringBitmapWriter.writer().get();
            while (keys.next()) {
                var key = Arrays.copyOfRange(keys.key(), Integer.BYTES, keys.key().length);
                if (current.length > 0 && !isOfOneSet(current, key)) {
                    files.write(NewExportEncoder.documents(letter, current, documents.get()));
                    documents.reset();
                }
                documents.add(BigEndian.u32(key, key.length - ID));
                current = key;
            }
            if (current.length > 0) {
                files.write(NewExportEncoder.documents(letter, current, documents.get()));
            }
        }
    }

    private static boolean isOfOneSet(byte[] one, byte[] other) {
        return one.length == other.length && Arrays.equals(one, 0, one.length - ID, other, 0, other.length - ID);
    }
}
