package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Profile;
import dev.drydock.translate.TargetRecord;
import dev.drydock.translate.Translator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The v0.8.0 records that a source yields by the rules of a profile, computed anew each time they are read. */
final class TranslatedRecords implements NewRecords {

    private static final byte[] NO_VALUE = new byte[0];

    private final SourceRecords source;
    private final Supplier<Profile> profiles;
    private @Nullable Ledger ledger;

    /** @param profiles a fresh profile for each reading, since rules keep state */
    TranslatedRecords(SourceRecords source, Supplier<Profile> profiles) {
        this.source = source;
        this.profiles = profiles;
    }

    @Override
    public void read(Receiver receiver, Progress progress) throws StoreException, MalformedDataException {
        var translator = new Translator(profiles.get());
        source.read(record -> pass(translator.translate(record), receiver), progress);
        pass(translator.finish(), receiver);
        ledger = translator.ledger();
    }

    private static void pass(List<TargetRecord> records, Receiver receiver)
            throws StoreException, MalformedDataException {
        for (var record : records) {
            if (record instanceof TargetRecord.Value value) {
                receiver.accept(value.letter(), value.key(), value.value());
            } else if (record instanceof TargetRecord.Count count) {
                receiver.accept(count.letter(), count.key(), CounterValue.encode(count.value()));
            } else if (record instanceof TargetRecord.Documents documents) {
                for (var key : new DocumentKeys(documents)) {
                    receiver.accept(documents.letter(), key, NO_VALUE);
                }
            }
        }
    }

    /** The ledger of the last reading. */
    Ledger ledger() {
        var last = ledger;
        if (last == null) {
            throw new IllegalStateException("not read yet");
        }
        return last;
    }
}
