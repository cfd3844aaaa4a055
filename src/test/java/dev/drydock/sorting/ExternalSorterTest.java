package dev.drydock.sorting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSorterTest {

    /** Key and value in hexadecimal, for comparison. */
    private record Pair(String key, String value) {

        static Pair of(byte[] key, byte[] value) {
            return new Pair(HexFormat.of().formatHex(key), HexFormat.of().formatHex(value));
        }
    }

    @Property
    void sortsAsInMemory(
            @ForAll @Size(max = 60) List<@Size(max = 6) byte[]> keys,
            @ForAll @IntRange(min = 1, max = 500) int budget,
            @ForAll @IntRange(min = 2, max = 5) int fanIn)
            throws IOException {
        var directory = Files.createTempDirectory("sorter");
        var expected = new ArrayList<Pair>();
        try (var sorter = new ExternalSorter(directory, budget, fanIn)) {
            for (var i = 0; i < keys.size(); i++) {
                // The value tells which of several records with one key came first.
                var value = Integer.toString(i).repeat(i % 7).getBytes(StandardCharsets.US_ASCII);
                sorter.add(keys.get(i), value);
                expected.add(Pair.of(keys.get(i), value));
            }
            expected.sort(Comparator.comparing(Pair::key));

            assertThat(sorter.records()).isEqualTo(keys.size());
            assertThat(all(sorter.sorted())).isEqualTo(expected);
        }
        Files.delete(directory);
    }

    @Test
    void keepsEqualKeysInTheOrderTheyCame(@TempDir Path directory) throws IOException {
        var expected = new ArrayList<Pair>();
        try (var sorter = new ExternalSorter(directory, 300, 3)) {
            for (var i = 0; i < 1_000; i++) {
                var value = new byte[] {(byte) (i >> 8), (byte) i};
                sorter.add(new byte[] {7}, value);
                expected.add(Pair.of(new byte[] {7}, value));
            }

            assertThat(all(sorter.sorted())).isEqualTo(expected);
        }
    }

    @Test
    void mergesManyTinyRunsWithFewFilesOpen(@TempDir Path directory) throws IOException {
        var random = new Random(3);
        var keys = new ArrayList<byte[]>();
        try (var sorter = new ExternalSorter(directory, 1, 4)) {
            for (var i = 0; i < 500; i++) {
                var key = new byte[random.nextInt(5)];
                random.nextBytes(key);
                keys.add(key);
                sorter.add(key, new byte[0]);
            }
            assertThat(filesIn(directory)).hasSize(500);

            try (var sorted = sorter.sorted()) {
                assertThat(filesIn(directory)).hasSize(4);
                keys.sort(Arrays::compareUnsigned);
                for (var key : keys) {
                    assertThat(sorted.next()).isTrue();
                    assertThat(sorted.key()).isEqualTo(key);
                }
                assertThat(sorted.next()).isFalse();
                assertThat(sorted.next()).isFalse();
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void sortsNothing(@TempDir Path directory) throws IOException {
        try (var sorter = new ExternalSorter(directory)) {
            assertThat(all(sorter.sorted())).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void staysInMemoryWhileTheBudgetAllows(@TempDir Path directory) throws IOException {
        try (var sorter = new ExternalSorter(directory, 1_000)) {
            for (var i = 0; i < 20; i++) {
                sorter.add(new byte[] {(byte) -i}, new byte[10]);
            }

            assertThat(all(sorter.sorted())).hasSize(20);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void takesRecordsLargerThanTheBudget(@TempDir Path directory) throws IOException {
        var large = new byte[3_000_000];
        new Random(5).nextBytes(large);
        try (var sorter = new ExternalSorter(directory, 1_000, 2)) {
            sorter.add(new byte[] {2}, large);
            sorter.add(new byte[] {1}, new byte[] {1});
            sorter.add(large, new byte[] {3});
            sorter.add(new byte[] {0}, large);

            var sorted = sorter.sorted();
            assertThat(sorted.next()).isTrue();
            assertThat(sorted.value()).isEqualTo(large);
            assertThat(sorted.value()).as("asked for again").isEqualTo(large);
            assertThat(sorted.next()).isTrue();
            // A value nobody asks for is skipped.
            assertThat(sorted.next()).isTrue();
            assertThat(sorted.key()).isIn(new byte[] {2}, large);
            assertThat(sorted.next()).isTrue();
            assertThat(sorted.next()).isFalse();
        }
    }

    @Test
    void skipsValuesNobodyAsksFor(@TempDir Path directory) throws IOException {
        try (var sorter = new ExternalSorter(directory, 200_000, 2)) {
            for (var i = 0; i < 100; i++) {
                sorter.add(new byte[] {(byte) (i * 37)}, new byte[100_000]);
            }

            var sorted = sorter.sorted();
            var keys = new ArrayList<Integer>();
            while (sorted.next()) {
                keys.add(sorted.key()[0] & 0xFF);
            }
            assertThat(keys).hasSize(100).isSorted();
        }
    }

    @Test
    void refusesUseOutOfTurn(@TempDir Path directory) throws IOException {
        try (var sorter = new ExternalSorter(directory)) {
            sorter.sorted();

            assertThatThrownBy(() -> sorter.add(new byte[0], new byte[0])).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(sorter::sorted).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void deletesRunsThatAreNotRead(@TempDir Path directory) throws IOException {
        try (var sorter = new ExternalSorter(directory, 10)) {
            sorter.add(new byte[4], new byte[4]);
            sorter.add(new byte[4], new byte[4]);
            assertThat(filesIn(directory)).hasSize(2);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void namesTheFileWhenTheDiskIsFull() throws IOException {
        // A device that is always full stands in for the run.
        var full = Path.of("/dev/full");
        try (var run = new RunWriter(full, FileChannel.open(full, StandardOpenOption.WRITE))) {
            assertThatThrownBy(() -> {
                        run.write(new byte[1], new byte[RunWriter.BLOCK]);
                        run.finish();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/dev/full")
                    .hasMessageContaining("No space left");
        }
    }

    @Test
    void namesTheDirectoryThatIsGone(@TempDir Path directory) throws IOException {
        var gone = directory.resolve("gone");
        try (var sorter = new ExternalSorter(gone, 10)) {
            assertThatThrownBy(() -> sorter.add(new byte[4], new byte[4]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(gone.toString());
        }
    }

    @Test
    void noticesDamageAtEveryByteOfARun(@TempDir Path directory) throws IOException {
        var run = directory.resolve("a.run");
        try (var writer = new RunWriter(run)) {
            writer.write("key".getBytes(StandardCharsets.US_ASCII), new byte[50]);
            writer.write("other".getBytes(StandardCharsets.US_ASCII), new byte[3]);
            writer.finish();
        }
        var good = Files.readAllBytes(run);
        assertThat(readAll(run)).isEqualTo(2);

        for (var i = 0; i < good.length; i++) {
            var cut = Arrays.copyOf(good, i);
            Files.write(run, cut);
            assertThatThrownBy(() -> readAll(run))
                    .as("cut to " + i)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(run.toString());
            var flipped = good.clone();
            flipped[i] ^= 0x10;
            Files.write(run, flipped);
            assertThatThrownBy(() -> readAll(run))
                    .as("flipped at " + i)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(run.toString());
        }
    }

    private static int readAll(Path run) throws IOException {
        try (var reader = new RunReader(run)) {
            var count = 0;
            while (reader.next()) {
                reader.value();
                count++;
            }
            return count;
        }
    }

    private static List<Pair> all(SortedRecords sorted) throws IOException {
        var pairs = new ArrayList<Pair>();
        while (sorted.next()) {
            pairs.add(Pair.of(sorted.key(), sorted.value()));
        }
        return pairs;
    }

    private static List<Path> filesIn(Path directory) {
        try (var files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
