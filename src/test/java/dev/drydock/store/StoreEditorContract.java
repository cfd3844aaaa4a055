package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes single records of a store that is there: the part of {@link StoreDriverContract} about editing files. */
public interface StoreEditorContract extends StoreEditingContract {

    FileStoreDriver driver();

    /** Where a store lies in a directory that is empty so far. */
    Path storeIn(Path directory);

    @Test
    default void refusesToChangeStoresOfAnotherVersion(@TempDir Path directory) throws Exception {
        var old = storeIn(directory);
        try (var writer = driver().at(old).createSource()) {
            writer.put(Space.VALUES, ONE, ONE);
            writer.commit();
        }
        var before = DirectorySnapshot.of(directory);

        assertThatThrownBy(() -> driver().at(old).openEditor())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(old.toString())
                .hasMessageContaining("v0.7.3");
        assertThatThrownBy(() -> driver().at(directory.resolve("missing")).openEditor())
                .isInstanceOf(StoreException.class);

        assertThat(DirectorySnapshot.of(directory)).isEqualTo(before);
    }

    @Test
    default void leavesRealStoresOfTheOldVersionAsTheyAre(@TempDir Path directory) throws Exception {
        for (var fixture : Fixture.withStore()) {
            if (!fixture.scheme().equals(driver().scheme())) {
                continue;
            }
            var store = fixture.unpackStore(directory);
            var before = DirectorySnapshot.of(directory);

            assertThatThrownBy(() -> driver().at(store).openEditor())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("v0.7.3");

            assertThat(DirectorySnapshot.of(directory)).as(fixture.toString()).isEqualTo(before);
        }
    }

    @Test
    default void keepsOthersOutWhileItIsOpen(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        StoreEditingContract.write(driver().at(store));

        try (var reader = driver().at(store).openTarget()) {
            assertThatThrownBy(() -> driver().at(store).openEditor()).isInstanceOf(StoreInUseException.class);
            assertThat(reader.get(Letter.SETTING, ONE)).isEqualTo(ONE);
        }
        try (var editor = driver().at(store).openEditor()) {
            assertThatThrownBy(() -> driver().at(store).openEditor()).isInstanceOf(StoreException.class);
            assertThat(editor.get(Letter.SETTING, ONE)).isEqualTo(ONE);
        }
    }

    @Test
    default void leavesOwnerAndModeAsTheyAre(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        StoreEditingContract.write(driver().at(store));
        var before = Files.readAttributes(store, "unix:mode,uid,gid");
        try (var editor = driver().at(store).openEditor()) {
            editor.put(Letter.SETTING, TWO, TWO);
            editor.commit();
        }

        assertThat(Files.readAttributes(store, "unix:mode,uid,gid")).isEqualTo(before);
        assertThat(driver().at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    /** Opens a store as the server does that works on it, beside whom others may look. */
    default StoreEditor openServing(Path store) throws StoreException {
        return driver().at(store).openEditor();
    }

    @Test
    default void countsWhatIsToBeIndexedBesideAServer(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        try (var sink = driver().at(store).createTarget()) {
            for (var i = 0; i < 5; i++) {
                sink.put(Letter.INDEX_QUEUE, new byte[] {(byte) i}, ONE);
            }
            sink.commit();
        }
        var closed = DirectorySnapshot.of(directory);
        assertThat(driver().at(store).indexRowsLeft()).isEqualTo(5);
        assertThat(DirectorySnapshot.of(directory)).as("closed").isEqualTo(closed);

        try (var server = openServing(store)) {
            server.delete(Letter.INDEX_QUEUE, new byte[] {0});
            server.delete(Letter.INDEX_QUEUE, new byte[] {3});
            server.commit();
            var open = names(directory);

            assertThat(driver().at(store).indexRowsLeft()).isEqualTo(3);
            assertThat(names(directory)).as("beside a server").isEqualTo(open);
            server.put(Letter.INDEX_QUEUE, new byte[] {9}, ONE);
            server.commit();
            assertThat(driver().at(store).indexRowsLeft()).isEqualTo(4);
        }
        assertThat(driver().at(store).indexRowsLeft()).isEqualTo(4);
    }

    private static List<Path> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
