package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbSourceTest {

    private static final byte[] KEY = {9, 1};

    private final RocksDbStoreDriver driver = new RocksDbStoreDriver();

    @TempDir
    private Path directory;

    @Test
    void addsUpCountersThatNoCompactionHas() throws Exception {
        var store = storeWith("c", CounterValue.encode(-5), CounterValue.encode(7), CounterValue.encode(1L << 40));

        try (var source = driver.at(store).openSource();
                var records = source.scan(Space.COUNTERS)) {
            assertThat(CounterValue.decode(source.get(Space.COUNTERS, KEY))).isEqualTo((1L << 40) + 2);
            assertThat(records.next()).isTrue();
            assertThat(CounterValue.decode(records.value())).isEqualTo((1L << 40) + 2);
            assertThat(source.get(Space.COUNTERS, new byte[1])).isNull();
        }
    }

    @Test
    void refusesCountersOfOtherLength() throws Exception {
        for (var pieces : List.of(
                new byte[][] {new byte[7]}, new byte[][] {new byte[8], new byte[9]}, new byte[][] {new byte[16]})) {
            var store = storeWith("c", pieces);

            try (var source = driver.at(store).openSource()) {
                assertThatThrownBy(() -> source.get(Space.COUNTERS, KEY))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining(store.toString())
                        .hasMessageContaining("counter 0901 has " + pieces[pieces.length - 1].length + " bytes");
            }
            DirectoryTree.delete(store);
        }
    }

    @Test
    void refusesOperandsWhereNoServerHasAny() throws Exception {
        try (var source = driver.at(storeWith("v", new byte[] {1})).openSource();
                var records = source.scan(Space.VALUES)) {
            assertThatThrownBy(records::next)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("column family v")
                    .hasMessageContaining("merge_operator");
        }
    }

    @Test
    void namesTheBitmapThatDoesNotParse() throws Exception {
        var store = storeWith("b", new byte[] {0, (byte) 0x80, 5}, new byte[] {7});

        try (var source = driver.at(store).openSource();
                var bitmaps = source.bitmaps()) {
            assertThatThrownBy(bitmaps::next)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(store.toString())
                    .hasMessageContaining("column family b, key 0901");
        }
    }

    @Test
    void refusesUseAfterTheEnd() throws Exception {
        var store = directory.resolve("data");
        try (var writer = driver.at(store).createSource()) {
            writer.put(Space.VALUES, KEY, new byte[] {1});
            writer.commit();
        }
        var source = driver.at(store).openSource();
        var records = source.scan(Space.VALUES);
        assertThat(records.next()).isTrue();
        source.close();

        assertThatThrownBy(records::key).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(records::value).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(records::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> source.get(Space.VALUES, KEY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> source.scan(Space.VALUES)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> source.estimatedRows(Space.VALUES)).isInstanceOf(IllegalStateException.class);
        records.close();
        source.close();
    }

    @Test
    void readsBitmapsOnlyAsBitmaps() throws Exception {
        try (var source = driver.at(storeWith("c", new byte[8])).openSource()) {
            assertThatThrownBy(() -> source.scan(Space.BITMAPS)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> source.get(Space.BITMAPS, KEY)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A store with one key, under a merge operator: a base, and what comes after it. */
    private Path storeWith(String family, byte[]... pieces) throws Exception {
        RocksDbLibrary.load();
        var store = Files.createDirectory(directory.resolve("data"));
        var scratch = Files.createDirectory(directory.resolve("scratch" + System.nanoTime()));
        var database = new WritableDatabase(store, ColumnFamilies.OF_V073, false);
        try (var tables = new LayeredTables(scratch)) {
            tables.merge(KEY, List.of(pieces));
            tables.takenInBy(database, family);
        }
        database.finish();
        return store;
    }
}
