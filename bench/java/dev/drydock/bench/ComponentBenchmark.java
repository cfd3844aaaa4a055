package dev.drydock.bench;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.RecordDigest;
import dev.drydock.sorting.ExternalSorter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.SstFileWriter;

/** The speed of the parts that may bound the whole, each alone on one core. */
public final class ComponentBenchmark {

    private static final int RECORDS = 1_000_000;
    private static final byte[] NOTHING = {};
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path work;

    private ComponentBenchmark(Path work) {
        this.work = work;
    }

    /** Prints one line for each part. The only argument is a directory for temporary files. */
    public static void main(String[] arguments) throws Exception {
        var benchmark = new ComponentBenchmark(Files.createDirectories(Path.of(arguments[0])));
        for (var size : new int[] {1_000, 26_600, 1 << 20}) {
            benchmark.hash(size);
        }
        benchmark.compressed();
        benchmark.digest();
        benchmark.sort();
        benchmark.tables();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** The best of five, in CPU time, so that other work on the machine counts little. */
    private static void measure(String what, String unit, double amount, Work work) throws Exception {
        var best = Double.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            var started = THREADS.getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - started) / 1e9);
        }
        System.out.printf("| %s | %,.0f %s |%n", what, amount / best, unit);
    }

    private void hash(int size) throws Exception {
        var content = bytes(size);
        var times = (64 << 20) / size;
        measure("BLAKE3, contents of " + size + " bytes", "MB/s", times * (size / 1e6), () -> {
            for (var i = 0; i < times; i++) {
                BlobHash.ofContent(content);
            }
        });
    }

    private void compressed() throws Exception {
        var contents = new MessageContents(StoreShape.ofMessages(1000));
        var stored = new byte[1000][];
        var hashes = new BlobHash[1000];
        var size = 0L;
        for (var i = 0; i < stored.length; i++) {
            var content = contents.of(i);
            size += content.length;
            hashes[i] = BlobHash.ofContent(content);
            stored[i] = StoredBlob.compressed(content);
        }
        measure("LZ4 and BLAKE3, stored contents", "MB/s", size / 1e6, () -> {
            for (var i = 0; i < stored.length; i++) {
                StoredBlob.of(hashes[i], stored[i]);
            }
        });
    }

    private void digest() throws Exception {
        var digest = new RecordDigest();
        var key = bytes(20);
        measure("digest of records with keys of 20 bytes", "records/s", RECORDS, () -> {
            for (var i = 0; i < RECORDS; i++) {
                BigEndian.putU32(key, 0, i);
                digest.of(Letter.INDEX, key, NOTHING);
            }
        });
    }

    private void sort() throws Exception {
        var key = bytes(20);
        measure("external sort of keys of 20 bytes in no order", "records/s", RECORDS, () -> {
            var random = new SplittableRandom(7);
            try (var sorter = new ExternalSorter(work, 8 << 20)) {
                for (var i = 0; i < RECORDS; i++) {
                    BigEndian.putU64(key, 0, random.nextLong());
                    sorter.add(key, NOTHING);
                }
                try (var sorted = sorter.sorted()) {
                    while (sorted.next()) {
                        sorted.key();
                    }
                }
            }
        });
    }

    private void tables() throws Exception {
        RocksDB.loadLibrary();
        var key = bytes(20);
        var file = work.resolve("table.sst");
        measure("table file of keys of 20 bytes in order", "records/s", RECORDS, () -> {
            Files.deleteIfExists(file);
            try (var environment = new EnvOptions();
                    var options = new Options();
                    var writer = new SstFileWriter(environment, options)) {
                writer.open(file.toString());
                for (var i = 0; i < RECORDS; i++) {
                    BigEndian.putU64(key, 0, i);
                    writer.put(key, NOTHING);
                }
                writer.finish();
            }
        });
        Files.delete(file);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new SplittableRandom(7).nextBytes(bytes);
        return bytes;
    }
}
