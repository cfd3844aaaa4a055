package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A store with bytes changed anywhere reads as some store, or is refused; nothing else happens. */
class StoreFuzzTest {

    private static Path directory;
    private static byte[] sound;

    @BeforeContainer
    static void makeStore() throws Exception {
        directory = Files.createTempDirectory("drydock-fuzz-");
        sound = Files.readAllBytes(Databases.smallStore(directory.resolve("sound")));
    }

    @AfterContainer
    static void removeStores() throws Exception {
        for (var name : List.of("sound", "changed")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }

    @Property
    void readsOrRefusesChangedBytes(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 1 << 20) Integer> places,
            @ForAll @IntRange(min = 1, max = 255) int change)
            throws Exception {
        var bytes = sound.clone();
        for (var place : places) {
            bytes[place % bytes.length] ^= (byte) change;
        }
        readOrRefuse(bytes);
    }

    @Property
    void readsOrRefusesChangedHead(@ForAll @IntRange(max = 99) int place, @ForAll byte value) throws Exception {
        var bytes = sound.clone();
        bytes[place] = value;
        readOrRefuse(bytes);
    }

    @Property
    void refusesFileCutAnywhere(@ForAll @IntRange(min = 1, max = 1 << 20) int length) throws Exception {
        var kept = length % sound.length;
        if (kept > 0) {
            assertThat(readOrRefuse(Arrays.copyOf(sound, kept))).isFalse();
        }
    }

    @Property
    void refusesFileCutWithinItsLastPage(@ForAll @IntRange(min = 1, max = 4096) int missing) throws Exception {
        assertThat(readOrRefuse(Arrays.copyOf(sound, sound.length - missing))).isFalse();
    }

    private static boolean readOrRefuse(byte[] bytes) throws Exception {
        var store = Files.write(directory.resolve("changed"), bytes);
        try (var source =
                new SqliteStoreDriver(directory.resolve("work")).at(store).openSource()) {
            DamagedStoreTest.readAll(source);
            return true;
        } catch (StoreException | MalformedDataException e) {
            assertThat(e).hasMessageContaining(store.toString());
            return false;
        }
    }
}
