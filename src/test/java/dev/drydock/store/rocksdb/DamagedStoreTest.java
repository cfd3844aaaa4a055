package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** Whatever file of a store is missing, cut or changed: it is an error, or all records are there; never fewer records. */
class DamagedStoreTest {

    private final RocksDbStoreDriver driver = new RocksDbStoreDriver();

    @TempDir
    private Path directory;

    private Path store;

    @BeforeEach
    void writeStore() throws StoreException {
        store = directory.resolve("data");
        var random = new Random(11);
        try (var writer = driver.at(store).createSource()) {
            for (var i = 0; i < 2_000; i++) {
                var key = new byte[20];
                random.nextBytes(key);
                writer.put(Space.VALUES, key, new byte[random.nextInt(100)]);
                writer.put(Space.INDEXES, key, new byte[0]);
                writer.add(key, i);
                writer.bitmap(key, RoaringBitmap.bitmapOf(i, i + 1));
            }
            writer.put(Space.LOGS, new byte[13], new byte[3]);
            for (var size : new int[] {10, 16_833, 16_834, 200_000}) {
                var blob = new byte[size];
                random.nextBytes(blob);
                writer.put(Space.BLOBS, Arrays.copyOf(blob, 32), blob);
            }
            writer.commit();
        }
    }

    @Test
    void noticesAMissingFile() throws Exception {
        for (var file : filesThatMatter(store)) {
            var bytes = Files.readAllBytes(file);
            Files.delete(file);

            assertRefused(file.getFileName() + " deleted");
            Files.write(file, bytes);
        }
    }

    @Test
    void noticesAFileCutShort() throws Exception {
        var whole = readAll();
        for (var file : filesThatMatter(store)) {
            var bytes = Files.readAllBytes(file);
            var step = file.getFileName().toString().startsWith("MANIFEST") ? 1 : Math.max(1, bytes.length / 7);
            for (var length = 0; length < bytes.length; length += step) {
                Files.write(file, Arrays.copyOf(bytes, length));

                var place = file.getFileName() + " cut to " + length;
                if (length < bytes.length - 20) {
                    assertRefused(place);
                } else {
                    // The last words of a MANIFEST may be such that nothing is lost with them.
                    assertRefusedOrWhole(place, whole);
                }
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void noticesChangedBytes() throws Exception {
        var whole = readAll();
        for (var file : filesThatMatter(store)) {
            var bytes = Files.readAllBytes(file);
            var step = Math.max(1, bytes.length / 23);
            for (var at = 0; at < bytes.length; at += step) {
                bytes[at] ^= 0x20;
                Files.write(file, bytes);
                bytes[at] ^= 0x20;

                assertRefusedOrWhole(file.getFileName() + " changed at " + at, whole);
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void noticesAChangedBitInABlob() throws Exception {
        var file = filesThatMatter(store).stream()
                .filter(path -> path.toString().endsWith(".blob"))
                .findFirst()
                .orElseThrow();
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(this::readAll)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.nextStep()).contains("damaged").contains("backup"))
                .hasMessageContaining("column family t")
                .hasMessageContaining("CRC");
    }

    @Test
    void noticesDamageWithinTheLogOfAKilledServer() throws Exception {
        store = Fixture.ROCKSDB_KILLED.unpackStore(directory);
        var whole = readAll();
        var log = onlyLog();
        var bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 4;
        Files.write(log, bytes);

        assertRefused("log changed in the middle");

        bytes[bytes.length / 2] ^= 4;
        Files.write(log, bytes);
        assertThat(readAll()).isEqualTo(whole);
        Files.delete(log);
        assertRefused("log deleted");
    }

    /** A power cut may tear the last write; the server forgives that as well. */
    @Test
    void forgivesATornEndOfTheLog() throws Exception {
        store = Fixture.ROCKSDB_KILLED.unpackStore(directory);
        var whole = readAll();
        var log = onlyLog();
        Files.write(log, Arrays.copyOf(Files.readAllBytes(log), (int) Files.size(log) - 1));

        assertThat(readAll()).hasSizeBetween(whole.size() - 100, whole.size()).isNotEmpty();
    }

    @Test
    void noticesAMissingLogAmongSeveral() throws Exception {
        store = directory.resolve("several-logs");
        SeveralLogs.write(store);
        var whole = readAll();
        assertThat(whole).hasSize(SeveralLogs.RECORDS);
        List<Path> logs;
        try (var files = Files.list(store)) {
            logs = files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        assertThat(logs).hasSizeGreaterThanOrEqualTo(3);

        var middle = logs.get(1);
        var bytes = Files.readAllBytes(middle);
        Files.delete(middle);
        assertRefused("middle log deleted");
        Files.write(middle, Arrays.copyOf(bytes, bytes.length - 3));
        assertRefused("middle log cut");
        Files.write(middle, bytes);
        assertThat(readAll()).isEqualTo(whole);
    }

    /** A server killed while it compacted leaves tables that hold what others hold too. */
    @Test
    void forgivesTablesThatAKilledCompactionLeft() throws Exception {
        var whole = readAll();
        for (var file : filesThatMatter(store)) {
            if (file.toString().matches(".*(sst|blob)")) {
                Files.copy(
                        file, store.resolve("9" + file.getFileName().toString().substring(1)));
            }
        }
        Files.write(store.resolve("800000.sst"), new byte[100]);
        Files.write(store.resolve("800001.blob"), new byte[100]);

        assertThat(readAll()).isEqualTo(whole);
    }

    private void assertRefused(String damage) {
        assertThatThrownBy(this::readAll, damage)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store.toString())
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("..");
    }

    private void assertRefusedOrWhole(String damage, List<Object> whole) {
        List<Object> read;
        try {
            read = readAll();
        } catch (StoreException | MalformedDataException e) {
            assertRefused(damage);
            return;
        }
        assertThat(read).as(damage).isEqualTo(whole);
    }

    private List<Object> readAll() throws StoreException, MalformedDataException {
        var rows = new ArrayList<Object>();
        try (var source = driver.at(store).openSource()) {
            for (var space : Space.values()) {
                rows.addAll(
                        space == Space.BITMAPS ? StoreRows.all(source.bitmaps()) : StoreRows.all(source.scan(space)));
            }
        }
        return rows;
    }

    private Path onlyLog() throws IOException {
        try (var files = Files.list(store)) {
            return files.filter(path -> path.toString().endsWith(".log"))
                    .reduce((a, b) -> {
                        throw new AssertionError("several logs");
                    })
                    .orElseThrow();
        }
    }

    private static List<Path> filesThatMatter(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            var found = files.filter(path -> !path.getFileName().toString().matches("IDENTITY|LOCK|OPTIONS-.*"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(8);
            return found;
        }
    }
}
