package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.Mount;
import dev.drydock.store.StoreRows;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File systems that are full, for reading only, or whose files can share their blocks. */
class FileSystemTest {

    @TempDir
    private Path directory;

    /** In order, while sorting, and at the end, when what fitted in memory is written. */
    @ParameterizedTest
    @CsvSource({"1, 1500", "-1, 1500", "1, 200"})
    void leavesNothingOnFullDisk(int order, int size) throws Exception {
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "size=3m")) {
            var store = disk.directory().resolve("index.sqlite3");
            try (var sink = driver().at(store).createTarget()) {
                assertThatThrownBy(() -> {
                            for (var i = 0; i < 100_000; i++) {
                                var key = new ByteWriter().u32(i * order).toByteArray();
                                sink.put(Letter.SETTING, key, new byte[size]);
                            }
                            sink.commit();
                        })
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining(" of the new store " + store)
                        .hasMessageContaining("no space is left on its file system");
            }
            assertThat(disk.directory()).isEmptyDirectory();
        }
    }

    @Test
    void leavesNothingOnDiskThatIsFullFromTheBeginning() throws Exception {
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "nr_inodes=1")) {
            var store = disk.directory().resolve("index.sqlite3");
            assertThatThrownBy(() -> driver().at(store).createTarget())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no space is left on its file system");
            assertThat(disk.directory()).isEmptyDirectory();
        }
    }

    @Test
    void leavesNothingWhereACopyOfTheOldFileDoesNotFit() throws Exception {
        var old = storeOf(directory, 6 << 20);
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "size=3m");
                var source = driver().at(old).openSource()) {
            var target = driver().at(disk.directory().resolve("index.sqlite3"));

            assertThatThrownBy(() -> target.createSuccessor(source, Progress.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(old.toString())
                    .hasMessageContaining("no space is left on its file system");

            assertThat(disk.directory()).isEmptyDirectory();
        }
    }

    @Test
    void sharesContentsWithTheOldFileWhereItCan() throws Exception {
        try (var disk = Mount.sharingBlocks(directory.resolve("disk"))) {
            var size = 100L << 20;
            var old = storeOf(disk.directory(), size);
            var before = Files.getFileStore(old).getUsableSpace();

            try (var source = driver().at(old).openSource();
                    var sink = driver().at(disk.directory().resolve("new.sqlite3"))
                            .createSuccessor(source, Progress.NONE);
                    var records = new StoreRecords(source)) {
                new Conversion(
                                records.takenOverBy(sink),
                                LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()),
                                sink,
                                new KeptInMemory(),
                                Progress.NONE)
                        .run();
            }

            try (var made = driver().at(disk.directory().resolve("new.sqlite3")).openTarget()) {
                assertThat(StoreRows.all(made.scan(Letter.BLOB))).hasSize(100);
            }
            assertThat(before - Files.getFileStore(old).getUsableSpace()).isLessThan(size / 5);
        }
    }

    /** With contents of so many bytes in all, which have their markers. */
    private static Path storeOf(Path directory, long bytes) throws StoreException {
        var store = directory.resolve("old.sqlite3");
        var content = new byte[1 << 20];
        try (var writer =
                new SqliteStoreDriver(directory.resolve("work")).at(store).createSource()) {
            for (var i = 0; i < bytes / content.length; i++) {
                content[0] = (byte) i;
                var hash = BlobHash.ofContent(content);
                writer.put(Space.BLOBS, hash.toByteArray(), content);
                writer.put(Space.VALUES, BlobLinkKey.commit(hash).encode(), new byte[0]);
            }
            writer.commit();
        }
        return store;
    }

    @Test
    void saysHowMuchSpaceCopyNeeds() throws Exception {
        var store = killedStore();
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "size=1m")) {
            var driver = new SqliteStoreDriver(disk.directory().resolve("work"));

            assertThatThrownBy(() -> driver.at(store).openSource())
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching(".* must be read through a copy, which needs [0-9,]+ bytes in .*/work,"
                            + " where 1,0[0-9,]+ are free\\. .*DRYDOCK_HOME.*");
            assertThat(disk.directory().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void readsStoreOnReadOnlyFileSystem() throws Exception {
        var data = killedStore().getParent();
        Databases.smallStore(data.resolve("whole"));
        var before = DirectorySnapshot.of(data);
        try (var mount = Mount.readOnly(data, directory.resolve("mounted"))) {
            for (var name : new String[] {"index.sqlite3", "whole"}) {
                try (var source = driver().at(mount.directory().resolve(name)).openSource()) {
                    assertThat(StoreRows.all(source.scan(Space.LOGS))).hasSize(400);
                }
            }
        }
        assertThat(DirectorySnapshot.of(data)).isEqualTo(before);
    }

    @Test
    void findsServerOnStoreThatMayOnlyBeRead() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        var store = Databases.smallStore(data.resolve("index.sqlite3"));
        try (var mount = Mount.readOnly(data, directory.resolve("mounted"));
                var server = new OtherProcess(store, "PRAGMA journal_mode = wal", "SELECT count(*) FROM v")) {
            assertThatThrownBy(() -> driver().at(mount.directory().resolve("index.sqlite3"))
                            .openSource())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by process " + server.pid());
        }
    }

    @Test
    void noticesServerThatStartsOnStoreThatMayOnlyBeRead() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        var store = Databases.smallStore(data.resolve("index.sqlite3"));
        try (var mount = Mount.readOnly(data, directory.resolve("mounted"));
                var source =
                        driver().at(mount.directory().resolve("index.sqlite3")).openSource();
                var server = new OtherProcess(store, "PRAGMA journal_mode = wal", "DELETE FROM l")) {
            assertThatThrownBy(() -> StoreRows.all(source.scan(Space.LOGS)))
                    .as("server " + server.pid())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("was changed while it was being read");
        }
    }

    @Test
    void refusesToWriteOnReadOnlyFileSystem() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        try (var mount = Mount.readOnly(data, directory.resolve("mounted"))) {
            assertThatThrownBy(() -> driver().at(mount.directory().resolve("index.sqlite3"))
                            .createTarget())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Read-only file system");
        }
    }

    private Path killedStore() throws Exception {
        var store = Databases.smallStore(
                Files.createDirectory(directory.resolve("data")).resolve("index.sqlite3"));
        try (var server = new OtherProcess(
                store, "PRAGMA journal_mode = wal", "INSERT INTO v VALUES (x'01', zeroblob(1000000))")) {
            server.kill();
        }
        return store;
    }

    private SqliteStoreDriver driver() {
        return new SqliteStoreDriver(directory.resolve("work"));
    }
}
