package dev.drydock.conversion;

import dev.drydock.translate.TargetRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps in memory what a conversion hands out to be saved. */
final class KeptInMemory implements SavedRecords {

    final List<TargetRecord.Saved> records = new ArrayList<>();

    @Override
    public void save(TargetRecord.Saved record) {
        records.add(record);
    }

    @Override
    public long count() {
        return records.size();
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
