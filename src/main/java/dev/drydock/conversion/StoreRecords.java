package dev.drydock.conversion;

import dev.drydock.bytes.KeyRange;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.LookupCounterExpiryKey;
import dev.drydock.layout.v073.LookupCounterKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v073.UsedQuotaKey;
import dev.drydock.translate.SourceRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a v0.7.3 store, each with the fact about its surroundings that decides whether it is carried. */
public final class StoreRecords implements SourceRecords {

    /** The property that every mailbox has: its name, parent and role. */
    private static final int MAILBOX_VALUE = 50;

    private static final byte[] NOTHING = new byte[0];

    private final RecordSource source;
    private final boolean contentsElsewhere;
    private final Set<Family> unread;
    private final @Nullable ContentKeys keys;

    /** Opens the keys of the contents, where the contents themselves are not read. */
    @FunctionalInterface
    public interface ContentKeys {
        RecordCursor open() throws StoreException;
    }

    /**
     * Reads from {@code source}, and closes it in {@link #close()}. A store without one content is taken for one whose
     * contents lie elsewhere.
     */
    public StoreRecords(RecordSource source) {
        this(source, false, Set.of(), null);
    }

    private StoreRecords(
            RecordSource source, boolean contentsElsewhere, Set<Family> unread, @Nullable ContentKeys keys) {
        this.source = source;
        this.contentsElsewhere = contentsElsewhere;
        this.unread = unread;
        this.keys = keys;
    }

    /**
     * Reads a store whose server keeps its contents in another one. Contents that it holds all the same are of a time
     * before, and count as held by nobody.
     */
    public static StoreRecords withContentsElsewhere(RecordSource source) {
        return new StoreRecords(source, true, Set.of(), null);
    }

    /**
     * The same records without what a new store takes over whole, and without the contents themselves, of which only the
     * keys are told. The ledger of their conversion counts no bytes of contents.
     *
     * @param sink that they go to
     */
    public StoreRecords takenOverBy(SuccessorSink sink) {
        return new StoreRecords(source, contentsElsewhere, sink.own(), sink::contents);
    }

    /**
     * The same records without the contents themselves, of which only the keys are told.
     *
     * @param contentKeys of the contents that count as present, ascending
     */
    public StoreRecords withContentsKnownBy(ContentKeys contentKeys) {
        return new StoreRecords(source, contentsElsewhere, unread, contentKeys);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean isExport() {
        return false;
    }

    @Override
    public void read(Consumer consumer, Progress progress) throws StoreException, MalformedDataException {
        var meter = new RowMeter(source, unread, progress);
        Consumer metered = record -> {
            consumer.accept(record);
            if (!(record instanceof SourceRecord.Bitmap)) {
                meter.rows(record.family().title(), 1);
            }
        };
        readValuesAndBlobs(metered);
        readCounters(metered);
        if (!unread.contains(Family.BITMAP)) {
            readBitmaps(metered, meter);
        }
        readEntries(Space.INDEXES, metered);
        readEntries(Space.LOGS, metered);
        meter.finish();
    }

    /** Everything but what somebody else makes: also what v0.7.3 does not write, which is refused when it is read. */
    private List<KeyRange> ranges(Space space) {
        return KeyRange.allBut(unread.stream()
                .filter(family -> family.space() == space)
                .flatMap(family -> family.ranges().stream())
                .toList());
    }

    /** Links and contents are both in the order of their hashes, so one pass over both joins them. */
    private void readValuesAndBlobs(Consumer consumer) throws StoreException, MalformedDataException {
        try (var blobs = new BlobJoin(contents(), this::content, contentsElsewhere || !hasContents(), consumer)) {
            for (var range : ranges(Space.VALUES)) {
                readValues(range, blobs, consumer);
            }
            blobs.finish();
        }
    }

    private void readValues(KeyRange range, BlobJoin blobs, Consumer consumer)
            throws StoreException, MalformedDataException {
        try (var values = source.scan(Space.VALUES, range)) {
            while (values.next()) {
                var key = values.key();
                try {
                    var family = Family.of(Space.VALUES, key);
                    if (family == Family.BLOB_LINK) {
                        blobs.link(key);
                    } else {
                        consumer.accept(new SourceRecord.Entry(family, key, values.value()));
                    }
                } catch (MalformedDataException e) {
                    throw at(Space.VALUES, key, e);
                }
            }
        }
    }

    private RecordCursor contents() throws StoreException {
        return keys == null ? source.scan(Space.BLOBS) : keys.open();
    }

    /** Where only keys are told, it is only read where its marker is missing and somebody holds it: then it must be whole. */
    private byte[] content(RecordCursor content, boolean committed, boolean linked) throws StoreException {
        if (keys == null) {
            return content.value();
        }
        var read = linked && !committed ? source.get(Space.BLOBS, content.key()) : null;
        return read == null ? NOTHING : read;
    }

    /** A bundle that the server keeps for itself, under a name of another length, is no content. */
    private boolean hasContents() throws StoreException {
        try (var blobs = contents()) {
            while (blobs.next()) {
                if (blobs.key().length == BlobHash.LENGTH) {
                    return true;
                }
            }
            return false;
        }
    }

    private void readCounters(Consumer consumer) throws StoreException, MalformedDataException {
        for (var range : ranges(Space.COUNTERS)) {
            readCounters(range, consumer);
        }
    }

    private void readCounters(KeyRange range, Consumer consumer) throws StoreException, MalformedDataException {
        try (var counters = source.scan(Space.COUNTERS, range)) {
            while (counters.next()) {
                var key = counters.key();
                try {
                    var family = Family.of(Space.COUNTERS, key);
                    var value = CounterValue.decode(counters.value());
                    consumer.accept(new SourceRecord.Counter(family, key, value, isOwned(family, key)));
                } catch (MalformedDataException e) {
                    throw at(Space.COUNTERS, key, e);
                }
            }
        }
    }

    private boolean isOwned(Family family, byte[] key) throws StoreException, MalformedDataException {
        return switch (family) {
            case MAILBOX_UID_NEXT ->
                has(new PropertyKey(MailboxUidNextKey.decode(key).document(), MAILBOX_VALUE).encode());
            case USED_QUOTA ->
                has(new DirectoryKey.PrincipalKey(UsedQuotaKey.decode(key).principal()).encode());
            case LOOKUP_COUNTER ->
                !has(new LookupCounterExpiryKey(LookupCounterKey.decode(key).name()).encode());
            default -> true;
        };
    }

    private boolean has(byte[] key) throws StoreException {
        return source.get(Space.VALUES, key) != null;
    }

    private void readBitmaps(Consumer consumer, RowMeter meter) throws StoreException, MalformedDataException {
        try (var bitmaps = source.bitmaps()) {
            while (bitmaps.next()) {
                var key = bitmaps.key();
                try {
                    consumer.accept(
                            new SourceRecord.Bitmap(BitmapKey.decode(key), bitmaps.documents(), bitmaps.storedBytes()));
                    meter.rows(Family.BITMAP.title(), bitmaps.storedRows());
                } catch (MalformedDataException e) {
                    throw at(Space.BITMAPS, key, e);
                }
            }
        }
    }

    private void readEntries(Space space, Consumer consumer) throws StoreException, MalformedDataException {
        for (var range : ranges(space)) {
            readEntries(space, range, consumer);
        }
    }

    private void readEntries(Space space, KeyRange range, Consumer consumer)
            throws StoreException, MalformedDataException {
        try (var records = source.scan(space, range)) {
            while (records.next()) {
                var key = records.key();
                try {
                    consumer.accept(new SourceRecord.Entry(Family.of(space, key), key, records.value()));
                } catch (MalformedDataException e) {
                    throw at(space, key, e);
                }
            }
        }
    }

    private MalformedDataException at(Space space, byte[] key, MalformedDataException e) {
        return e.in(source.name() + ", space " + space.letter() + ", key "
                + HexFormat.of().formatHex(key));
    }

    @Override
    public void close() throws StoreException {
        source.close();
    }
}
