package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Profile;
import dev.drydock.translate.TargetRecord;
import dev.drydock.translate.Translator;
import java.util.List;

/** Writes a new v0.8.0 store from the records of a v0.7.3 store or export, by the rules of a profile. */
public final class Conversion {

    private final SourceRecords source;
    private final Profile profile;
    private final RecordSink sink;
    private final SavedRecords saved;
    private final Progress progress;

    /**
     * @param profile a fresh one: profiles keep state during a run
     * @param sink receives the records; committed by {@link #run}, closed by the caller
     * @param saved receives what v0.8.0 has no place for; committed by {@link #run}, closed by the caller
     */
    public Conversion(SourceRecords source, Profile profile, RecordSink sink, SavedRecords saved, Progress progress) {
        this.source = source;
        this.profile = profile;
        this.sink = sink;
        this.saved = saved;
        this.progress = progress;
    }

    /**
     * Converts everything and commits both outputs, or throws and commits none.
     *
     * @return what became of every record; it closes
     */
    public Ledger run() throws StoreException, MalformedDataException {
        var translator = new Translator(profile);
        source.read(record -> write(translator.translate(record)), progress);
        write(translator.finish());
        if (!translator.ledger().closes()) {
            throw new IllegalStateException("records were lost between reading and writing: " + source.name());
        }
        saved.commit();
        sink.commit();
        return translator.ledger();
    }

    private void write(List<TargetRecord> records) throws StoreException {
        for (var record : records) {
            if (record instanceof TargetRecord.Saved file) {
                saved.save(file);
            } else {
                sink.put(record);
            }
        }
    }
}
