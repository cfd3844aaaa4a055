package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory is bounded by the largest value, not by the number of records: every operation runs in a small heap. */
class MemoryTest {

    private static final int LARGEST = 20 << 20;

    private static final List<String> READING = List.of("inspect", "expect");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"sqlite, rocksdb", "rocksdb, sqlite"})
    void needsNoMoreThanFourTimesTheLargestValue(String from, String to) throws Exception {
        var shape = StoreShape.ofMessages(2_800)
                .withAccounts(28)
                .withMeanContent(1_000)
                .withLargestContent(LARGEST);
        var generated = generate(from, shape);
        assertThat(generated.bitmapRows()).isGreaterThan(200_000);
        assertThat(generated.bitmaps()).isGreaterThan(20_000);

        runAll(from, to, new ChildJvm(List.of("-Xmx" + (64 + 4 * (LARGEST >> 20)) + "m"), Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @Tag("campaign")
    @CsvSource({"sqlite, rocksdb", "rocksdb, sqlite"})
    void readsTenMillionBitmapRows(String from, String to) throws Exception {
        var generated = generate(from, StoreShape.ofMessages(105_000).withMeanContent(2_000));
        assertThat(generated.bitmapRows()).isGreaterThan(10_000_000);

        System.out.println(runAll(from, to, new ChildJvm(List.of("-Xmx256m"), Duration.ofMinutes(20))));
    }

    /** Without an inspection, whose report names every account and mailbox and so grows with them. */
    @Test
    @Tag("campaign")
    void convertsAHundredThousandAccounts() throws Exception {
        generate("sqlite", StoreShape.ofMessages(200_000).withAccounts(100_000).withMeanContent(500));

        System.out.println(run(
                "sqlite",
                "rocksdb",
                new ChildJvm(List.of("-Xmx256m"), Duration.ofMinutes(20)),
                List.of("convert", "verify")));
    }

    @ParameterizedTest
    @Tag("campaign")
    @CsvSource({"sqlite", "rocksdb"})
    void expectsOfAHundredThousandAccounts(String from) throws Exception {
        generate(from, StoreShape.ofMessages(200_000).withAccounts(100_000).withMeanContent(200));

        System.out.println(
                run(from, from, new ChildJvm(List.of("-Xmx256m"), Duration.ofMinutes(20)), List.of("expect")));
    }

    private StoreGenerator.Generated generate(String scheme, StoreShape shape) throws Exception {
        var location = StoreLocation.parse(scheme + ":" + directory.resolve("old"));
        return new StoreGenerator(shape).generate(Operation.driver(location), location.path(), directory);
    }

    private Map<String, Cost> runAll(String from, String to, ChildJvm child) throws Exception {
        return run(from, to, child, List.of("inspect", "expect", "convert", "verify"));
    }

    private Map<String, Cost> run(String from, String to, ChildJvm child, List<String> operations) throws Exception {
        var old = from + ":" + directory.resolve("old");
        var converted = to + ":" + directory.resolve("new");
        var costs = new LinkedHashMap<String, Cost>();
        for (var operation : operations) {
            var arguments = READING.contains(operation)
                    ? List.of(operation, old, directory.toString())
                    : List.of(operation, old, converted, directory.toString());
            var ended = child.run(Operation.class, directory.resolve("output"), arguments);
            assertThat(ended.status()).as(ended.output()).isZero();
            costs.put(operation + " " + from, Cost.in(ended.output()));
        }
        return costs;
    }
}
