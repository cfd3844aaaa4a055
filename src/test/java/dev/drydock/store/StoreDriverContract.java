package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every driver of a backend must do. A test class of a driver implements this; all tests run against real stores.
 */
public interface StoreDriverContract extends StoreRoundTripContract, StoreEditorContract {

    byte[] KEY = HexFormat.of().parseHex("0a0b0c");

    @Override
    default PlacedStore newStore(Path directory) {
        return driver().at(storeIn(directory));
    }

    /** Puts there what the installer of a server may leave for its first start: an empty file or directory. */
    void makeBlank(Path store) throws Exception;

    @Test
    default void readsRealStoresWithoutTrace(@TempDir Path directory) throws Exception {
        for (var fixture : realStores()) {
            var store = fixture.unpackStore(directory);
            var before = DirectorySnapshot.of(directory);

            assertThat(driver().at(store).detect()).as(fixture.toString()).isEqualTo(StoreVersion.V0_7_3);
            try (var source = driver().at(store).openSource()) {
                for (var space : Space.values()) {
                    var rows = 0L;
                    if (space == Space.BITMAPS) {
                        try (var cursor = source.bitmaps()) {
                            while (cursor.next()) {
                                rows += cursor.storedRows();
                            }
                        }
                    } else {
                        var all = StoreRows.all(source.scan(space));
                        assertThat(all).as(space + " in key order").isSorted().doesNotHaveDuplicates();
                        rows = all.size();
                        var first = all.get(0);
                        var value = source.get(space, HexFormat.of().parseHex(first.key()));
                        assertThat(value).isNotNull().hasSize(first.length());
                    }
                    assertThat(rows).as(fixture + " " + space).isPositive();
                    assertThat(source.estimatedRows(space).orElse(rows)).isPositive();
                }
                assertThat(DirectorySnapshot.of(directory)).as("while open").isEqualTo(before);
            }

            assertThat(DirectorySnapshot.of(directory)).as(fixture.toString()).isEqualTo(before);
        }
    }

    @Test
    default void asksHowTheOldStoreIsToBeCalled(@TempDir Path directory) {
        var store = storeIn(directory);
        var backup = driver().backup(new OldStore("7", store, directory, List.of(), null));
        var filled = FilledBackup.of(backup, Map.of(), Map.of());

        assertThat(filled.fields().stream().map(BackupField::name)).containsExactly("path", "name");
        assertThat(filled.fields().get(0).value()).isEqualTo(store.toString());
        assertThat(filled.problems()).isEmpty();
        assertThat(backup.place(filled)).isEqualTo(directory.resolveSibling(directory.getFileName() + "-v0.7.3"));
    }

    @Test
    default void readsItsOwnStoresWithoutTrace(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        writeV080(store);
        var before = DirectorySnapshot.of(directory);

        assertThat(driver().at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
        try (var target = driver().at(store).openTarget()) {
            assertThat(StoreRows.all(target.scan(Letter.SETTING))).hasSize(1);
            assertThat(target.get(Letter.SETTING, KEY)).isEqualTo(KEY);
        }

        assertThat(DirectorySnapshot.of(directory)).isEqualTo(before);
    }

    @Test
    default void tellsVersions(@TempDir Path directory) throws Exception {
        var blank = storeIn(Files.createDirectory(directory.resolve("blank")));
        var old = storeIn(Files.createDirectory(directory.resolve("old")));
        var renewed = storeIn(Files.createDirectory(directory.resolve("renewed")));
        makeBlank(blank);
        writeV073(old);
        writeV080(renewed);

        assertThat(driver().at(directory.resolve("missing")).detect()).isEqualTo(StoreVersion.BLANK);
        assertThat(driver().at(blank).detect()).isEqualTo(StoreVersion.BLANK);
        assertThat(driver().at(old).detect()).isEqualTo(StoreVersion.V0_7_3);
        assertThat(driver().at(renewed).detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @Test
    default void refusesStoreOfV080AsSource(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        writeV080(store);

        assertThatThrownBy(() -> driver().at(store).openSource())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.nextStep()).contains("before the upgrade"))
                .hasMessageContaining(store.toString())
                .hasMessageContaining("already one of v0.8.0");
    }

    @Test
    default void refusesStoreOfV073AsTarget(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        writeV073(store);

        assertThatThrownBy(() -> driver().at(store).openTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store.toString())
                .hasMessageContaining("one of v0.7.3");
    }

    @Test
    default void refusesToReadWhatIsNotThere(@TempDir Path directory) {
        var store = storeIn(directory);

        assertThatThrownBy(() -> driver().at(store).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store.toString());
        assertThatThrownBy(() -> driver().at(store).openTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store.toString());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    default void refusesToWriteWhereSomethingIs(@TempDir Path directory) throws Exception {
        var old = storeIn(Files.createDirectory(directory.resolve("old")));
        var renewed = storeIn(Files.createDirectory(directory.resolve("renewed")));
        writeV073(old);
        writeV080(renewed);
        var before = DirectorySnapshot.of(directory);

        for (var store : List.of(old, renewed)) {
            assertThatThrownBy(() -> driver().at(store).createTarget())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(store.toString());
            assertThatThrownBy(() -> driver().at(store).createSource())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(store.toString());
        }

        assertThat(DirectorySnapshot.of(directory)).isEqualTo(before);
    }

    @Test
    default void leavesNothingWithoutCommit(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        try (var sink = driver().at(store).createTarget()) {
            for (var i = 0; i < 10_000; i++) {
                sink.put(Letter.SETTING, Integer.toString(i * 7919 % 10_007).getBytes(StandardCharsets.US_ASCII), KEY);
            }
            sink.add(Letter.COUNTER, KEY, 1);
        }
        try (var writer = driver().at(store).createSource()) {
            writer.put(Space.VALUES, KEY, KEY);
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    default void leavesBlankStoreAsItWasWithoutCommit(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        makeBlank(store);
        var before = DirectorySnapshot.of(store);
        try (var sink = driver().at(store).createTarget()) {
            sink.put(Letter.SETTING, KEY, KEY);
        }

        assertThat(DirectorySnapshot.of(store)).isEqualTo(before);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    default void refusesKeyThatComesTwice(@TempDir Path directory) {
        for (var between : List.of(0, 1, 120)) {
            var store = storeIn(directory);

            assertThatThrownBy(() -> writeTwice(store, between))
                    .as(between + " keys between")
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(HexFormat.of().formatHex(KEY))
                    .hasMessageContaining(" " + Letter.TEXT_TOKENS.letter() + " ");
            assertThat(directory).isEmptyDirectory();
        }
    }

    private void writeTwice(Path store, int between) throws StoreException {
        try (var sink = driver().at(store).createTarget()) {
            sink.put(Letter.TEXT_TOKENS, KEY, new byte[0]);
            for (var i = 0; i < between; i++) {
                sink.put(Letter.TEXT_TOKENS, new byte[] {1, (byte) i}, new byte[0]);
            }
            sink.put(Letter.TEXT_TOKENS, KEY, new byte[0]);
            sink.commit();
        }
    }

    @Test
    default void keepsOwnerAndModeOfBlankStore(@TempDir Path directory) throws Exception {
        var store = storeIn(directory);
        makeBlank(store);
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-x---"));
        if (Files.getAttribute(Path.of("/proc/self").toRealPath(), "unix:uid").equals(0)) {
            Files.setAttribute(store, "unix:uid", 12_345, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(store, "unix:gid", 12_346, LinkOption.NOFOLLOW_LINKS);
        }
        var before = Files.readAttributes(store, "unix:mode,uid,gid");
        writeV080(store);

        assertThat(Files.readAttributes(store, "unix:mode,uid,gid")).isEqualTo(before);
        assertThat(driver().at(store).detect()).isEqualTo(StoreVersion.V0_8_0);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    private List<Fixture> realStores() {
        var stores = Fixture.withStore().stream()
                .filter(fixture -> fixture.scheme().equals(driver().scheme()))
                .toList();
        assertThat(stores).isNotEmpty();
        return stores;
    }

    private void writeV073(Path store) throws StoreException {
        try (var writer = driver().at(store).createSource()) {
            writer.put(Space.VALUES, KEY, KEY);
            writer.commit();
        }
    }

    private void writeV080(Path store) throws StoreException {
        try (var sink = driver().at(store).createTarget()) {
            sink.put(Letter.SETTING, KEY, KEY);
            sink.commit();
        }
    }
}
