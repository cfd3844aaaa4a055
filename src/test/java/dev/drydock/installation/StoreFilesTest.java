package dev.drydock.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.installation.configuration.StoreKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFilesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.drydock.fixture.Fixture#withStore")
    void knowsEveryFileOfARealStore(Fixture fixture) throws Exception {
        var store = fixture.unpackStore(directory);
        var kind = fixture.scheme().equals("sqlite") ? StoreKind.SQLITE : StoreKind.ROCKSDB;

        try (var entries = Files.list(kind == StoreKind.SQLITE ? store.getParent() : store)) {
            assertThat(entries).isNotEmpty().allMatch(entry -> StoreFiles.belongs(kind, store, entry));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOG", "LOG.old", "LOG.old.1700000000000000", "LOCK", "000012.log", "000012.dbtmp"})
    void knowsFilesThatComeAndGo(String name) throws Exception {
        var entry = Files.createFile(directory.resolve(name));

        assertThat(StoreFiles.belongs(StoreKind.ROCKSDB, directory, entry)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stalwart.log", "CURRENT.bak", "000012.sst.orig", "export", "MANIFEST", "index.sqlite3"})
    void takesNothingElseForTheStore(String name) throws Exception {
        var entry = Files.createFile(directory.resolve(name));

        assertThat(StoreFiles.belongs(StoreKind.ROCKSDB, directory, entry)).isFalse();
    }

    @Test
    void takesNoDirectoryAndNoLinkForAFileOfTheStore() throws Exception {
        var file = Files.createDirectory(directory.resolve("000012.sst"));
        var link = Files.createSymbolicLink(directory.resolve("000013.sst"), Path.of("elsewhere"));

        assertThat(StoreFiles.belongs(StoreKind.ROCKSDB, directory, file)).isFalse();
        assertThat(StoreFiles.belongs(StoreKind.ROCKSDB, directory, link)).isFalse();
    }

    @Test
    void knowsTheFilesBesideAnSqliteFile() {
        var store = directory.resolve("mail.db");

        assertThat(StoreFiles.belongs(StoreKind.SQLITE, store, directory.resolve("mail.db-wal")))
                .isTrue();
        assertThat(StoreFiles.belongs(StoreKind.SQLITE, store, directory.resolve("mail.db-backup")))
                .isFalse();
        assertThat(StoreFiles.belongs(StoreKind.SQLITE, store, directory.resolve("other.db")))
                .isFalse();
    }
}
