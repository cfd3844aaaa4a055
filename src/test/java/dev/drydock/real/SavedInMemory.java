package dev.drydock.real;

import dev.drydock.conversion.SavedRecords;
import dev.drydock.translate.TargetRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a conversion would save as files. */
final class SavedInMemory implements SavedRecords {

    private final List<TargetRecord.Saved> records = new ArrayList<>();

    List<TargetRecord.Saved> records() {
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
