package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.BitmapOperand;
import dev.drydock.layout.v073.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

class RocksDbSourceWriterTest {

    private final RocksDbStoreDriver driver = new RocksDbStoreDriver();

    @TempDir
    private Path directory;

    @Test
    void leavesOperandsApart() throws Exception {
        var store = directory.resolve("data");
        var base = BitmapOperand.bitmap(RoaringBitmap.bitmapOf(1, 2, 3));
        var many = new ArrayList<>(List.of(base));
        for (var i = 0; i < 20; i++) {
            many.add(BitmapOperand.list(new int[] {100 + i}, new int[] {i}));
        }
        try (var writer = driver.at(store).createSource()) {
            writer.bitmapOperands(new byte[] {3}, many);
            writer.bitmap(new byte[] {2}, RoaringBitmap.bitmapOf(1, 2, 3));
            writer.bitmapOperands(new byte[] {1}, many.subList(1, 3));
            writer.put(Space.VALUES, new byte[] {8}, new byte[] {1});
            writer.commit();
        }

        try (var database = ReadOnlyDatabase.open(store, "raw", ColumnFamilies.OF_V073, StoreLock.NONE);
                var records = new RocksDbRecordCursor(database, "b", null)) {
            for (var expected : List.of(many.subList(1, 3), List.of(base), many)) {
                assertThat(records.next()).isTrue();
                assertThat(database.pieces().split(records.value()))
                        .usingElementComparator(Arrays::compare)
                        .containsExactlyElementsOf(expected);
            }
            assertThat(records.next()).isFalse();
        }
    }

    @Test
    void refusesAKeyThatComesTwice() {
        for (var space : List.of(Space.VALUES, Space.BLOBS, Space.LOGS)) {
            assertThatThrownBy(() -> {
                        try (var writer = driver.at(directory.resolve("data")).createSource()) {
                            writer.put(space, new byte[] {1, 2}, new byte[] {1});
                            writer.put(space, new byte[] {1}, new byte[] {1});
                            writer.put(space, new byte[] {1, 2}, new byte[] {3});
                            writer.commit();
                        }
                    })
                    .as(space.toString())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("space " + space.letter() + " with one key, 0102");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void refusesWhatASpaceDoesNotHold() throws Exception {
        try (var writer = driver.at(directory.resolve("data")).createSource()) {
            for (var space : List.of(Space.BITMAPS, Space.COUNTERS)) {
                assertThatThrownBy(() -> writer.put(space, new byte[1], new byte[1]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> writer.bitmapOperands(new byte[1], List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
