package dev.drydock.bench;

import dev.drydock.conversion.SavedRecords;
import dev.drydock.translate.TargetRecord;

/** Counts what a conversion hands out to be saved, and keeps none of it. */
final class CountedOnly implements SavedRecords {

    private long count;

    @Override
    public void save(TargetRecord.Saved record) {
        count++;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public String location() {
        return "nowhere";
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
