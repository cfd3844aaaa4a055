package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bench.StoreGenerator;
import dev.drydock.bench.StoreShape;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.web.ConsoleProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console upgrades a larger store by the real programs in a heap of 256 MB. */
@WithRealPrograms
class ConsoleMemoryIT {

    private static final int HEAP_MEGABYTES = 256;

    /** Beside the heap: code, threads, caches of RocksDB and SQLite. */
    private static final int BESIDE_MEGABYTES = 384;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LIMIT = TimeUnit.MINUTES.toNanos(30);

    @ParameterizedTest
    @CsvSource({"rocksdb, 3000", "sqlite, 3000"})
    void upgradesInASmallHeap(String scheme, int messages, @TempDir Path directory) throws Exception {
        var made = new StorePath(
                scheme, Files.createDirectory(directory.resolve("made")).resolve("index.sqlite3"));
        var shape = StoreShape.ofMessages(messages).withMeanContent(4_000);
        StoreGenerator.Generated generated;
        try (var writer = new WithoutMailboxes(made.driver().at(made.path()).createSource())) {
            generated = new StoreGenerator(shape).write(writer, directory);
            writer.commit();
        }
        var installation = RealInstallation.around(made, directory, Options.DEFAULT);
        try (var console = ConsoleProcess.start(
                directory.resolve("home"), installation.commands(), List.of("-Xmx" + HEAP_MEGABYTES + "m"))) {
            var idle = console.residentMegabytes();
            var planned = console.post("/api/v1/upgrades", installation.json());
            assertThat(planned.statusCode()).as(planned.body()).isEqualTo(201);
            var location = planned.headers().firstValue("Location").orElseThrow();
            var begun = console.post(location + "/run", "{}");
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
            var end = System.nanoTime() + LIMIT;
            while (console.get(location).path("atWork").asBoolean()) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(PAUSE);
            }

            var view = console.get(location);
            var report = console.get(location + "/report");
            var records = report.path("families")
                    .valueStream()
                    .mapToLong(family -> family.path("units").asLong())
                    .sum();
            Observed.note("console with a heap of " + HEAP_MEGABYTES + " MB, " + scheme + ", " + messages
                    + " messages, " + records + " records, " + generated.bitmapRows() + " of bitmaps: resident "
                    + console.residentMegabytes() + " MB at most, " + idle + " MB before; "
                    + view.path("state").asString() + "; "
                    + RealRestUpgradeIT.times(report));
            assertThat(view.path("state").asString())
                    .as(view.path("failure").toString())
                    .isEqualTo("succeeded");
            assertThat(records).isGreaterThan(100L * messages);
            assertThat(console.residentMegabytes()).isLessThan(HEAP_MEGABYTES + BESIDE_MEGABYTES);
        } finally {
            installation.stop();
        }
    }
}
