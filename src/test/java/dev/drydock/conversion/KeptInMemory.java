package dev.drydock.conversion;

import dev.drydock.translate.TargetRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps in memory what a conversion hands out to be saved. */
public final class KeptInMemory implements SavedRecords {

    private final List<TargetRecord.Saved> records = new ArrayList<>();

    public List<TargetRecord.Saved> records() {
        return records;
    }

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
