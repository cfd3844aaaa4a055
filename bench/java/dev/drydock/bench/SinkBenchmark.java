package dev.drydock.bench;

import dev.drydock.bytes.BigEndian;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes the same records into new stores in every way there is: in the order of their keys, as most of a conversion
 * does, and in no order, as some of it must. Records are keys of 30 bytes with values of 20; in order, under one letter.
 */
public final class SinkBenchmark {

    private static final int KEY = 30;
    private static final int VALUE = 20;

    private SinkBenchmark() {}

    /** Arguments: a directory for the stores, and the number of records. Prints a table in Markdown. */
    public static void main(String[] arguments) throws Exception {
        var work = Files.createDirectories(Path.of(arguments[0]));
        var records = Integer.parseInt(arguments[1]);
        System.out.println("| order | sink | seconds | CPU seconds | records/s | MB on disk |");
        System.out.println("|---|---|---:|---:|---:|---:|");
        for (var ascending : List.of(true, false)) {
            for (var way : List.of("table files", "batches", "batches, logged", "sqlite")) {
                // The first round is for the compiler.
                write(way, work.resolve("sink"), records / 10, ascending);
                var meter = CostMeter.start();
                var size = write(way, work.resolve("sink"), records, ascending);
                var cost = meter.stop(records);
                System.out.printf(
                        "| %s | %s | %.1f | %.1f | %,.0f | %.0f |%n",
                        ascending ? "by key" : "none",
                        way,
                        cost.millis() / 1000.0,
                        cost.cpuMillis() / 1000.0,
                        records * 1000.0 / cost.millis(),
                        size / 1e6);
            }
        }
    }

    private static long write(String way, Path path, int records, boolean ascending)
            throws StoreException, IOException {
        try (var sink = sink(way, path)) {
            var random = new SplittableRandom(7);
            var fixed = new byte[KEY];
            random.nextBytes(fixed);
            for (var i = 0; i < records; i++) {
                var key = fixed.clone();
                BigEndian.putU64(key, 0, ascending ? i : random.nextLong());
                var value = new byte[VALUE];
                random.nextBytes(value);
                sink.put(Letter.PROPERTY, key, value);
            }
            sink.commit();
        }
        return sizeAndDelete(path);
    }

    private static RecordSink sink(String way, Path path) throws StoreException {
        return switch (way) {
            case "table files" -> new RocksDbStoreDriver().at(path).createTarget();
            case "batches" -> new PlainRocksDbSink(path, false);
            case "batches, logged" -> new PlainRocksDbSink(path, true);
            case "sqlite" -> new SqliteStoreDriver().at(path).createTarget();
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static long sizeAndDelete(Path path) throws IOException {
        var size = 0L;
        try (var below = Files.walk(path)) {
            for (var file : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                size += Files.isRegularFile(file) ? Files.size(file) : 0;
                Files.delete(file);
            }
        }
        return size;
    }
}
