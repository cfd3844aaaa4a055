package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionProbeTest {

    private static final byte[] VALUE = {1};

    private final RocksDbStoreDriver driver = new RocksDbStoreDriver();

    @TempDir
    private Path directory;

    @Test
    void tellsAStoreThatV080HasOpenedByItsBitmaps() throws Exception {
        for (var key : List.of(
                bitmapKey().u8(0).toByteArray(),
                bitmapKey().u8(0x40).u8(1).leb32(500).toByteArray(),
                bitmapKey().u8(0x84).u64(7).u8(3).toByteArray())) {
            var store = directory.resolve("bitmaps-" + key.length);
            try (var sink = driver.at(store).createTarget()) {
                for (var account = 0; account < 50; account++) {
                    sink.put(
                            Letter.DOCUMENT_IDS,
                            new ByteWriter().u32(account).u8(0).u32(9).toByteArray(),
                            new byte[0]);
                }
                sink.put(Letter.DOCUMENT_IDS, key, VALUE);
                sink.put(
                        Letter.DOCUMENT_IDS,
                        new ByteWriter().u32(70).u8(0).u32(9).toByteArray(),
                        new byte[0]);
                sink.commit();
            }

            assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.BOTH);
            assertThatThrownBy(() -> driver.at(store).openTarget())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.nextStep()).contains("backup"))
                    .hasMessageContaining("v0.7.3 that v0.8.0 has opened");
            assertThatThrownBy(() -> driver.at(store).openSource())
                    .hasMessageContaining("v0.7.3 that v0.8.0 has opened");
        }
    }

    @Test
    void tellsAStoreThatV080HasOpenedByItsCountersAndSettings() throws Exception {
        for (var letter : List.of(Letter.TAGS, Letter.TEXT_TOKENS)) {
            var store = directory.resolve("values-" + letter.letter());
            try (var sink = driver.at(store).createTarget()) {
                sink.put(letter, new byte[] {0, 0, 0, 0, 1}, new byte[0]);
                sink.put(letter, new byte[] {8, 'a'}, VALUE);
                sink.commit();
            }

            assertThat(driver.at(store).detect()).as(letter.toString()).isEqualTo(StoreVersion.BOTH);
        }
    }

    @Test
    void takesDocumentIdsOfV080ForWhatTheyAre() throws Exception {
        var store = directory.resolve("data");
        try (var sink = driver.at(store).createTarget()) {
            for (var account : new int[] {0, 1, 0x00FFFFFF, -2, -1}) {
                for (var collection : new int[] {0, 7, 255}) {
                    for (var document : new int[] {0, 0x40, 0x4000_0000, 0x8000_0000, -1}) {
                        var key = new ByteWriter().u32(account).u8(collection).u32(document);
                        sink.put(Letter.DOCUMENT_IDS, key.toByteArray(), new byte[0]);
                    }
                }
            }
            sink.commit();
        }

        assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x y", "b v l i t", "", "aa"})
    void takesOtherDatabasesForForeign(String families) throws Exception {
        var store = databaseWith(families.isEmpty() ? Set.of() : Set.of(families.split(" ", -1)));

        assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.FOREIGN);
        assertThatThrownBy(() -> driver.at(store).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("column families")
                .hasMessageContaining("default");
    }

    @Test
    void tellsV073EvenIfEmpty() throws Exception {
        assertThat(driver.at(databaseWith(ColumnFamilies.OF_V073)).detect()).isEqualTo(StoreVersion.V0_7_3);
    }

    @Test
    void namesTheFamiliesThatAreMissing() throws Exception {
        var store = databaseWith(Set.of("a", "b", "s"));

        assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
        assertThatThrownBy(() -> driver.at(store).openTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lacks the column families c d e f g h i j k l m n p q r t u v");
    }

    @Test
    void takesOtherFilesForForeign() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "text");
        var full = Files.createDirectory(directory.resolve("full"));
        Files.createDirectory(full.resolve("lost+found"));

        for (var path : List.of(file, full)) {
            assertThat(driver.at(path).detect()).isEqualTo(StoreVersion.FOREIGN);
        }
        assertThatThrownBy(() -> driver.at(file).openSource()).hasMessageContaining("is not a directory");
        assertThatThrownBy(() -> driver.at(full).openTarget())
                .hasMessageContaining("other files than those of RocksDB");
    }

    private Path databaseWith(Set<String> families) throws Exception {
        RocksDbLibrary.load();
        var store = Files.createDirectory(directory.resolve("database" + families.hashCode()));
        new WritableDatabase(store, families, false).finish();
        return store;
    }

    /** Without class. */
    private static ByteWriter bitmapKey() {
        return new ByteWriter().u32(60).u8(0);
    }
}
