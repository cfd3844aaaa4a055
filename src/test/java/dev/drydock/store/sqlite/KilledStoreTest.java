package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.v073.Space;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.StoreRows;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of processes that were ended by SIGKILL. */
class KilledStoreTest {

    @TempDir
    private Path directory;

    private Path data;
    private Path store;

    @BeforeEach
    void makeStore() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        store = Databases.smallStore(data.resolve("index.sqlite3"));
    }

    @Test
    void readsWhatWasCommittedToLog() throws Exception {
        leaveBehind("PRAGMA journal_mode = wal", "INSERT INTO v VALUES (x'01', x'02')");
        assertThat(data).isDirectoryContaining(file -> file.endsWith("index.sqlite3-wal"));

        assertRows(401);
    }

    @Test
    void leavesOutWhatWasNotCommittedToLog() throws Exception {
        leaveBehind(
                "PRAGMA journal_mode = wal",
                "PRAGMA cache_size = 1",
                "INSERT INTO v VALUES (x'01', x'02')",
                "BEGIN IMMEDIATE",
                "INSERT INTO v VALUES (x'02', zeroblob(3000000))",
                "DELETE FROM v WHERE k <> x'02'");

        assertRows(401);
    }

    @Test
    void readsStoreThatLiesWhollyInLog() throws Exception {
        Files.delete(store);
        leaveBehind(
                "PRAGMA journal_mode = wal",
                "PRAGMA wal_autocheckpoint = 0",
                String.join(";", Databases.tablesOfV073()));

        assertRows(0);
    }

    @Test
    void undoesWhatJournalHolds() throws Exception {
        leaveBehind(
                "PRAGMA journal_mode = delete",
                "PRAGMA cache_size = 1",
                "BEGIN IMMEDIATE",
                "INSERT INTO v VALUES (x'02', zeroblob(3000000))",
                "DELETE FROM v WHERE k <> x'02'");
        assertThat(data).isDirectoryContaining(file -> file.endsWith("index.sqlite3-journal"));

        assertRows(400);
    }

    @Test
    void looksPastEmptyLog() throws Exception {
        Files.createFile(data.resolve("index.sqlite3-wal"));

        assertRows(400);
    }

    private void leaveBehind(String... statements) throws Exception {
        try (var server = new OtherProcess(store)) {
            for (var sql : statements) {
                for (var one : sql.split(";", -1)) {
                    assertThat(server.run(one)).as(one).isEqualTo("ok");
                }
            }
            server.kill();
        }
    }

    private void assertRows(int values) throws Exception {
        var before = DirectorySnapshot.of(data);
        var work = directory.resolve("work");

        try (var source = new SqliteStoreDriver(work).at(store).openSource()) {
            assertThat(StoreRows.all(source.scan(Space.VALUES))).hasSize(values);
            assertThat(DirectorySnapshot.of(data)).isEqualTo(before);
        }

        assertThat(DirectorySnapshot.of(data)).isEqualTo(before);
        if (Files.exists(work)) {
            assertThat(work).isEmptyDirectory();
        }
    }
}
