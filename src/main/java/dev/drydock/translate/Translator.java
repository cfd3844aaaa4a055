package dev.drydock.translate;

import dev.drydock.bytes.MalformedDataException;
import java.util.ArrayList;
import java.util.List;

/** Leads every record of one run through its rule, and keeps the ledger. */
public final class Translator {

    private final Profile profile;
    private final Ledger ledger = new Ledger();

    public Translator(Profile profile) {
        this.profile = profile;
    }

    /** What this record becomes now; empty where it is not carried, or held until {@link #finish()}. */
    public List<TargetRecord> translate(SourceRecord record) throws MalformedDataException {
        ledger.read(record);
        var outcome = profile.ruleFor(record.family()).apply(record);
        if (outcome instanceof Outcome.Held) {
            return List.of();
        }
        return settle(record, outcome);
    }

    /** What the records that were held become, after the last record. */
    public List<TargetRecord> finish() throws MalformedDataException {
        var records = new ArrayList<TargetRecord>();
        for (var rule : profile.rules()) {
            for (var settled : rule.finish()) {
                records.addAll(settle(settled.record(), settled.outcome()));
            }
        }
        return records;
    }

    public Ledger ledger() {
        return ledger;
    }

    private List<TargetRecord> settle(SourceRecord record, Outcome outcome) {
        ledger.settle(record, outcome);
        if (outcome instanceof Outcome.Carried carried) {
            return carried.records();
        }
        return outcome instanceof Outcome.NotCarried not ? not.saved() : List.of();
    }
}
