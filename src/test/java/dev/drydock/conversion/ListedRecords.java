package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.translate.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Records laid out by a test, in the order in which a real source gives them. */
final class ListedRecords implements SourceRecords {

    private final List<SourceRecord> records = new ArrayList<>();
    private final boolean export;

    private ListedRecords(boolean export) {
        this.export = export;
    }

    static ListedRecords store(SourceRecord... records) {
        return new ListedRecords(false).and(records);
    }

    static ListedRecords export(SourceRecord... records) {
        return new ListedRecords(true).and(records);
    }

    ListedRecords and(SourceRecord... more) {
        records.addAll(List.of(more));
        return this;
    }

    @Override
    public String name() {
        return export ? "export:test" : "sqlite:test";
    }

    @Override
    public boolean isExport() {
        return export;
    }

    @Override
    public void read(Consumer consumer, Progress progress) throws StoreException, MalformedDataException {
        var done = 0L;
        for (var record : records) {
            consumer.accept(record);
            progress.at(record.family().title(), ++done, OptionalLong.of(records.size()), Progress.Unit.RECORDS);
        }
    }

    @Override
    public void close() {}
}
