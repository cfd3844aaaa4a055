package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v080.Letter;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes single records of a store that is there, whatever it is made of. */
public interface StoreEditingContract {

    byte[] ONE = HexFormat.of().parseHex("01ff");
    byte[] TWO = HexFormat.of().parseHex("02");
    int LARGE = 100_000;

    /**
     * A place where nothing is yet.
     *
     * @param directory empty so far; backends of files put the store there
     */
    PlacedStore newStore(Path directory) throws Exception;

    @Test
    default void putsReplacesAndDeletesRecordsOfEveryShape(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        write(store);

        try (var editor = store.openEditor()) {
            assertThat(editor.name()).isEqualTo(store.name());
            assertThat(editor.get(Letter.SETTING, ONE)).isEqualTo(ONE);
            assertThat(editor.get(Letter.INDEX, ONE)).isEmpty();
            assertThat(editor.get(Letter.INDEX, TWO)).isNull();
            assertThat(editor.get(Letter.QUOTA, ONE)).isEqualTo(CounterValue.encode(-7));
            editor.put(Letter.SETTING, ONE, TWO);
            editor.put(Letter.BLOB, TWO, new byte[LARGE]);
            editor.put(Letter.INDEX, TWO, new byte[0]);
            editor.put(Letter.INDEX, TWO, new byte[0]);
            editor.delete(Letter.INDEX, ONE);
            editor.delete(Letter.INDEX, new byte[3]);
            editor.put(Letter.QUOTA, ONE, CounterValue.encode(9));
            editor.put(Letter.COUNTER, TWO, CounterValue.encode(Long.MIN_VALUE));
            editor.commit();
            assertThat(editor.get(Letter.QUOTA, ONE)).isEqualTo(CounterValue.encode(9));
        }

        try (var target = store.openTarget()) {
            assertThat(target.get(Letter.SETTING, ONE)).isEqualTo(TWO);
            assertThat(target.get(Letter.BLOB, TWO)).isEqualTo(new byte[LARGE]);
            assertThat(target.get(Letter.INDEX, ONE)).isNull();
            assertThat(StoreRows.all(target.scan(Letter.INDEX))).hasSize(1);
            assertThat(target.get(Letter.QUOTA, ONE)).isEqualTo(CounterValue.encode(9));
            assertThat(target.get(Letter.COUNTER, TWO)).isEqualTo(CounterValue.encode(Long.MIN_VALUE));
        }
    }

    @Test
    default void leavesTheStoreAsItWasWithoutCommit(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        write(store);

        try (var editor = store.openEditor()) {
            editor.put(Letter.SETTING, ONE, TWO);
            editor.delete(Letter.INDEX, ONE);
        }

        try (var target = store.openTarget()) {
            assertThat(target.get(Letter.SETTING, ONE)).isEqualTo(ONE);
            assertThat(target.get(Letter.INDEX, ONE)).isEmpty();
        }
    }

    /** Makes what the tests change. */
    static void write(PlacedStore store) throws StoreException {
        try (var sink = store.createTarget()) {
            sink.put(Letter.SETTING, ONE, ONE);
            sink.put(Letter.INDEX, ONE, new byte[0]);
            sink.add(Letter.QUOTA, ONE, -7);
            sink.commit();
        }
    }
}
