package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.Mount;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbSinkTest {

    private final RocksDbStoreDriver driver = new RocksDbStoreDriver();

    @TempDir
    private Path directory;

    private Path store;

    @BeforeEach
    void chooseStore() {
        store = directory.resolve("data");
    }

    @Test
    void keepsLargeBlobsInBlobFiles() throws Exception {
        var random = new Random(2);
        try (var sink = driver.at(store).createTarget()) {
            for (var i = 0; i < 20; i++) {
                var blob = new byte[i < 10 ? 1_000 : 1_000_000];
                random.nextBytes(blob);
                sink.put(Letter.BLOB, new byte[] {(byte) (i * 11)}, blob);
            }
            sink.commit();
        }

        assertThat(sizeOf("*.blob")).isBetween(10_000_000L, 10_100_000L);
        assertThat(sizeOf("*.sst")).isBetween(10_000L, 100_000L);
        assertThat(sizeOf("LOG*")).isZero();
    }

    @Test
    void refusesABlobThatComesTwice() {
        for (var between : List.of(List.<Integer>of(), List.of(9), List.of(1), List.of(9, 1, 8))) {
            assertThatThrownBy(() -> {
                        try (var sink = driver.at(store).createTarget()) {
                            sink.put(Letter.BLOB, new byte[] {5}, new byte[40_000]);
                            for (var key : between) {
                                sink.put(Letter.BLOB, new byte[] {key.byteValue()}, new byte[40_000]);
                            }
                            sink.put(Letter.BLOB, new byte[] {5}, new byte[40_000]);
                            sink.commit();
                        }
                    })
                    .as(between.toString())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("letter t with one key, 05");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void refusesWhatTheLetterDoesNotHold() throws Exception {
        try (var sink = driver.at(store).createTarget()) {
            assertThatThrownBy(() -> sink.put(Letter.COUNTER, new byte[1], new byte[8]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sink.add(Letter.SETTING, new byte[1], 1))
                    .isInstanceOf(IllegalArgumentException.class);
            sink.commit();
            assertThatThrownBy(sink::commit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sink.put(Letter.SETTING, new byte[1], new byte[1]))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sink.put(Letter.BLOB, new byte[1], new byte[1]))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sink.add(Letter.COUNTER, new byte[1], 1))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @Test
    void removesWhatAKilledRunLeft() throws Exception {
        killedRun();
        assertThat(directory.toFile().list()).hasSize(1).allMatch(name -> name.startsWith(".data.drydock-"));
        Files.createDirectory(directory.resolve(".data.drydock-0123456789abcdef"));
        // Of other stores, or of nobody: not ours to judge.
        var others = List.of(".data2.drydock-0123456789abcdef", ".data.drydock-0123", ".data.drydock-0123456789abcdeg");
        for (var other : others) {
            Files.createDirectory(directory.resolve(other));
        }

        try (var sink = driver.at(store).createTarget()) {
            sink.commit();
        }

        assertThat(directory.toFile().list()).hasSize(4).contains("data").containsAll(others);
    }

    @Test
    void leavesTheWorkOfARunningProcessAlone() throws Exception {
        try (var child = ChildJvm.start(StorePrograms.Create.class, Map.of(), List.of(), store)) {
            assertThat(child.line()).isEqualTo("begun");

            assertThatThrownBy(() -> driver.at(store).createTarget())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(store.toString())
                    .hasMessageContaining("being written by another run");
            assertThat(directory.toFile().list()).hasSize(1);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesTheWorkOfThisProcessAlone() throws Exception {
        try (var sink = driver.at(store).createTarget()) {
            sink.put(Letter.SETTING, new byte[] {1}, new byte[] {1});
            assertThatThrownBy(() -> driver.at(store).createSource())
                    .hasMessageContaining("being written by another run");
            sink.commit();
        }
        assertThat(directory.toFile().list()).containsExactly("data");
    }

    @Test
    void reportsALeftoverThatIsNotOurs() throws Exception {
        var strange = Files.createDirectory(directory.resolve(".data.drydock-0123456789abcdef"));
        Files.writeString(strange.resolve("letter"), "keep me");

        assertThatThrownBy(() -> driver.at(store).createTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(strange.toString());
        assertThat(strange.resolve("letter")).exists();
    }

    @Test
    void doesNotFollowLinksOutOfALeftover() throws Exception {
        var precious = Files.createDirectory(directory.resolve("precious"));
        Files.writeString(precious.resolve("letter"), "keep me");
        var leftover = Files.createDirectory(directory.resolve(".data.drydock-0123456789abcdef"));
        Files.createFile(leftover.resolve("LOCK"));
        Files.createSymbolicLink(leftover.resolve("scratch"), precious);

        try (var sink = driver.at(store).createTarget()) {
            sink.commit();
        }

        assertThat(leftover).doesNotExist();
        assertThat(precious.resolve("letter")).exists();
    }

    @Test
    void leavesNothingWhenTheTargetIsTakenMeanwhile() throws Exception {
        try (var sink = driver.at(store).createTarget()) {
            sink.put(Letter.SETTING, new byte[] {1}, new byte[] {1});
            Files.createDirectory(store);
            Files.writeString(store.resolve("letter"), "mine");

            assertThatThrownBy(sink::commit)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(store.toString())
                    .hasMessageContaining("not empty");
        }

        assertThat(directory.toFile().list()).containsExactly("data");
        assertThat(store.toFile().list()).containsExactly("letter");
    }

    @Test
    void fillsTheDirectoryThatALinkNames() throws Exception {
        var real = Files.createDirectories(directory.resolve("disk/store"));
        Files.createSymbolicLink(store, real);

        try (var sink = driver.at(store).createTarget()) {
            sink.commit();
        }

        assertThat(store).isSymbolicLink();
        assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
        assertThat(driver.at(real).detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @Test
    void saysWhyAPlaceIsNotGood() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        assertRefused(file, "something else than a directory");
        assertRefused(directory.resolve("no/such/place"), "does not exist");
        assertRefused(file.resolve("below"), "Not a directory");
        assertRefused(Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("gone")), "something");
        assertRefused(Path.of("/"), "not empty");
    }

    @Test
    void refusesTheRootOfAFileSystem() throws Exception {
        Files.createDirectory(store);
        try (var mount = Mount.tmpfs(store, "size=10m")) {
            assertRefused(mount.directory(), "root of a file system");
        }
    }

    @Test
    void leavesNothingWhenTheDiskIsFull() throws Exception {
        var random = new Random(4);
        try (var small = Mount.tmpfs(directory, "size=6m")) {
            for (var letter : List.of(Letter.BLOB, Letter.PROPERTY, Letter.LOOKUP_VALUE)) {
                assertThatThrownBy(() -> {
                            try (var sink = driver.at(store).createTarget()) {
                                for (var i = 0; i < 300; i++) {
                                    var value = new byte[40_000];
                                    random.nextBytes(value);
                                    // Descending keys are sorted on disk; ascending ones go to tables at once.
                                    var key = letter == Letter.LOOKUP_VALUE ? -i : i;
                                    sink.put(letter, new ByteWriter().u32(key).toByteArray(), value);
                                }
                                sink.commit();
                            }
                        })
                        .as(letter.toString())
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.nextStep()).contains("Free space"))
                        .hasMessageContaining(store.toString())
                        .hasMessageContaining("No space left");
                assertThat(small.directory()).isEmptyDirectory();
            }
        }
    }

    @Test
    void mergesWhatIsOutOfOrderWithEveryTableWrittenBefore() throws Exception {
        // Tables of 1000 bytes, so that many are merged; the same keys in both, but for the last bit.
        var scratch = Files.createDirectory(directory.resolve("scratch"));
        RocksDbLibrary.load();
        try (var tables = new LetterTables(scratch, "test", 1_000)) {
            for (var pass = 0; pass < 2; pass++) {
                for (var i = 0; i < 2_000; i++) {
                    for (var letter : List.of(Letter.ACL, Letter.TAGS, Letter.QUOTA)) {
                        tables.put(letter, key(2 * i + pass), new byte[] {(byte) i});
                    }
                }
            }
            tables.put(Letter.LOG, key(1), new byte[1]);

            var seen = new EnumMap<Letter, Integer>(Letter.class);
            tables.finish((letter, files) -> {
                assertThat(files).as(letter.toString()).allMatch(Files::exists);
                try (var records = new SstRecords(files)) {
                    var count = 0;
                    for (; records.next(); count++) {
                        assertThat(records.key()).isEqualTo(key(letter == Letter.LOG ? 1 : count));
                        assertThat(records.value()).isEqualTo(new byte[] {(byte) (count / 2)});
                    }
                    seen.put(letter, count);
                }
            });

            assertThat(seen)
                    .isEqualTo(Map.of(Letter.ACL, 4_000, Letter.TAGS, 4_000, Letter.QUOTA, 4_000, Letter.LOG, 1));
        }
    }

    private static byte[] key(int number) {
        return new ByteWriter().u32(number).toByteArray();
    }

    private void killedRun() throws Exception {
        try (var child = ChildJvm.start(StorePrograms.Create.class, Map.of(), List.of(), store)) {
            assertThat(child.line()).isEqualTo("begun");
            child.kill();
        }
    }

    private void assertRefused(Path path, String reason) {
        assertThatThrownBy(() -> driver.at(path).createTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(reason);
    }

    private long sizeOf(String pattern) throws IOException {
        var size = 0L;
        try (var files = Files.newDirectoryStream(store, pattern)) {
            for (var file : files) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
