package dev.drydock.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportRecordsTest {

    @TempDir
    Path directory;

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsEveryRecordOfARealExport(Fixture fixture) throws Exception {
        var counts = new EnumMap<Family, Long>(Family.class);
        try (var records = ExportRecords.open(fixture.unpackExport(directory))) {
            records.read(r -> counts.merge(r.family(), 1L, Long::sum), Progress.NONE);
        }
        assertThat(counts).containsEntry(Family.SETTING, 7889L);
    }

    static List<SourceRecord> records(Path export) throws Exception {
        var all = new ArrayList<SourceRecord>();
        try (var records = ExportRecords.open(export)) {
            records.read(all::add, Progress.NONE);
        }
        return all;
    }
}
