package dev.drydock.upgrade.phase;

import dev.drydock.conversion.SavedRecords;
import dev.drydock.translate.TargetRecord;

/** Keeps nothing: what has no place in v0.8.0 is saved by a reading of its own, or when it counts. */
final class SavedNowhere implements SavedRecords {

    @Override
    public void save(TargetRecord.Saved record) {}

    @Override
    public long count() {
        return 0;
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
