package dev.drydock.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.Reconstruction;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lays the stores before and after an upgrade out from exports of millions of records, and proves the one by the other. */
class LaidOutMemoryTest {

    private static final long MOST_KIBIBYTES = 512 * 1024;

    @TempDir
    Path directory;

    @Test
    @Tag("campaign")
    void needsNoMoreMemoryForMillionsOfRecords() throws Exception {
        SmallHeap.run(LaidOutMemoryTest.class, directory);
    }

    /** The work itself, in a process of its own. */
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var scratch = Files.createDirectory(home.resolve("scratch"));
        var before = home.resolve("before");
        var after = home.resolve("after");
        var rocksdb = new RocksDbStoreDriver();
        var old = rocksdb.at(home.resolve("old"));
        var made = rocksdb.at(home.resolve("made"));
        var laidOut = rocksdb.at(home.resolve("laid-out"));
        try (var sink = ExportSink.create(before)) {
            ExportMemoryTest.write(sink);
            sink.commit();
        }
        try (var export = ExportRecords.open(before)) {
            try (var writer = old.createSource()) {
                new Reconstruction(export, writer, Progress.NONE).run();
            }
            try (var records = new StoreRecords(old.openSource())) {
                var comparison = ExportComparison.of(export, records, scratch, Progress.NONE);
                assertThat(comparison.isSame()).isTrue();
                assertThat(comparison.entries()).isGreaterThan(7L * ExportMemoryTest.MESSAGES);
            }
            try (var sink = made.createTarget()) {
                new Conversion(export, official(), sink, new KeptInMemory(), Progress.NONE).run();
            }
        }
        try (var store = made.openTarget()) {
            NewExport.write(store, after, Progress.NONE);
        }
        var report =
                ExportChecker.check(after, ExportFormat.V0_8_0, ExportChecker.Contents.INSIDE, scratch, Progress.NONE);
        assertThat(report.findings()).isEmpty();
        try (var sink = laidOut.createTarget()) {
            NewExportRecords.open(after).layOut(sink, Progress.NONE);
        }
        try (var records = new StoreRecords(old.openSource());
                var target = laidOut.openTarget()) {
            var comparison = new Verification(records, scratch, Progress.NONE)
                    .targetOf(NewExportRecords.CARRIED, target, LaidOutMemoryTest::official);
            assertThat(comparison.isEqual()).isTrue();
        }
        assertThat(mostResident()).as("KiB").isLessThan(MOST_KIBIBYTES);
    }

    private static Profile official() {
        return OfficialProfile.create(BlobForm.PLAIN);
    }

    private static long mostResident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
