package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v080.Letter;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** The records of a v0.8.0 store. */
final class StoredRecords implements NewRecords {

    private static final int STEP = 1024;

    private final TargetStore store;
    private final Set<Letter> letters;

    StoredRecords(TargetStore store) {
        this(store, EnumSet.allOf(Letter.class));
    }

    /** @param letters that are read */
    StoredRecords(TargetStore store, Set<Letter> letters) {
        this.store = store;
        this.letters = letters;
    }

    @Override
    public void read(Receiver receiver, Progress progress) throws StoreException, MalformedDataException {
        var total = estimate();
        var done = 0L;
        for (var letter : letters) {
            try (var records = store.scan(letter)) {
                while (records.next()) {
                    receiver.accept(letter, records.key(), records.value());
                    if (done++ % STEP == 0) {
                        progress.at(letter.title(), done, Progress.known(total, done), Progress.Unit.RECORDS);
                    }
                }
            }
        }
        progress.at("all read", done, OptionalLong.of(done), Progress.Unit.RECORDS);
    }

    private OptionalLong estimate() throws StoreException {
        var sum = 0L;
        for (var letter : letters) {
            var rows = store.estimatedRows(letter);
            if (rows.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += rows.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
