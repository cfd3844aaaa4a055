package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.StoreLocation.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "sqlite:/var/lib/mail/index.sqlite3, SQLITE, /var/lib/mail/index.sqlite3",
        "rocksdb:data, ROCKSDB, data",
        "export:/x y, EXPORT, /x y",
        "sqlite:odd:name?x=1#2, SQLITE, odd:name?x=1#2",
        "sqlite:rocksdb:x, SQLITE, rocksdb:x"
    })
    void readsSchemeAndPath(String text, Kind kind, Path path) throws StoreException {
        var location = StoreLocation.parse(text);

        assertThat(location).isEqualTo(new StoreLocation(kind, path)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/no/such/path", "sqlit:/x", "SQLITE:/x", ":/x", "postgresql://localhost/mail"})
    void refusesTextWithoutKnownScheme(String text) {
        assertThatThrownBy(() -> StoreLocation.parse(text))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("Write sqlite:FILE, rocksdb:DIRECTORY or export:DIRECTORY.");
    }

    @Test
    void namesUnknownScheme() {
        assertThatThrownBy(() -> StoreLocation.parse("mysql:/x"))
                .hasMessageStartingWith("\"mysql\" is no kind of store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb", "export"})
    void refusesSchemeWithoutPath(String scheme) {
        assertThatThrownBy(() -> StoreLocation.parse(scheme + ":"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("No path follows \"" + scheme + ":\". Write " + scheme + ":");
    }

    @Test
    void refusesWhatIsNoPath() {
        assertThatThrownBy(() -> StoreLocation.parse("sqlite:a\0b"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not a path");
    }

    @Test
    void suggestsSchemeByLookingAtStore() throws Exception {
        for (var fixture : Fixture.withStore()) {
            var store = fixture.unpackStore(directory);
            assertThatThrownBy(() -> StoreLocation.parse(store.toString()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageEndingWith("Write " + fixture.scheme() + ":" + store + ".");
        }
    }

    @Test
    void suggestsSchemeByLookingAtExport() throws Exception {
        var export = Fixture.SQLITE.unpackExport(directory);

        assertThatThrownBy(() -> StoreLocation.parse(export.toString()))
                .hasMessageEndingWith("Write export:" + export + ".");
    }

    @Test
    void suggestsNothingForOtherFiles() throws Exception {
        var file = Files.writeString(directory.resolve("notes"), "SQLite format 2");

        assertThatThrownBy(() -> StoreLocation.parse(file.toString()))
                .hasMessage("\"" + file + "\" does not say what kind of store it is."
                        + " Write sqlite:FILE, rocksdb:DIRECTORY or export:DIRECTORY.");
    }
}
