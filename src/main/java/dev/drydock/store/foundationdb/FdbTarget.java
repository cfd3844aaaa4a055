package dev.drydock.store.foundationdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A v0.8.0 store, of which settings, the queue and reports can be read. */
record FdbTarget(LetterRecords records) implements TargetStore {

    private static final Set<Letter> READ =
            EnumSet.of(Letter.SETTING, Letter.QUEUE_EVENT, Letter.QUEUE_MESSAGE, Letter.REPORT_OUT, Letter.REPORT_IN);

    @Override
    public String name() {
        return records.name();
    }

    @Override
    public RecordCursor scan(Letter letter) throws StoreException {
        return records.scan(required(letter).letter());
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        return records.get(required(letter).letter(), key);
    }

    private Letter required(Letter letter) throws StoreException {
        if (!READ.contains(letter)) {
            throw records.refused(letter.title());
        }
        return letter;
    }

    @Override
    public OptionalLong estimatedRows(Letter letter) {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
