package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.StoreRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one store. */
class StoreLockTest {

    private static final String BUSY = "5";

    @TempDir
    private Path directory;

    private Path data;
    private Path store;
    private SqliteStoreDriver driver;

    @BeforeEach
    void makeStore() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        store = Databases.smallStore(data.resolve("index.sqlite3"));
        driver = new SqliteStoreDriver(directory.resolve("work"));
    }

    @Test
    void refusesStoreThatProcessHasOpenAndLeavesIdle() throws Exception {
        try (var server = new OtherProcess(store, "PRAGMA journal_mode = wal", "SELECT count(*) FROM v")) {
            assertInUse(server);
        }
    }

    @Test
    void refusesStoreThatProcessHasWrittenTo() throws Exception {
        try (var server = new OtherProcess(store, "PRAGMA journal_mode = wal", "INSERT INTO v VALUES (x'01', x'02')")) {
            assertInUse(server);
        }
    }

    @Test
    void refusesStoreThatProcessIsWritingTo() throws Exception {
        try (var server = new OtherProcess(
                store, "PRAGMA journal_mode = wal", "BEGIN IMMEDIATE", "INSERT INTO v VALUES (x'01', x'02')")) {
            assertInUse(server);
        }
    }

    @Test
    void refusesStoreThatProcessIsWritingToWithJournal() throws Exception {
        try (var server = new OtherProcess(
                store, "PRAGMA journal_mode = delete", "BEGIN IMMEDIATE", "INSERT INTO v VALUES (x'01', x'02')")) {
            assertInUse(server);
        }
    }

    private void assertInUse(OtherProcess server) throws Exception {
        var before = DirectorySnapshot.of(data);

        assertThatThrownBy(() -> driver.at(store).openSource())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.nextStep()).isEqualTo("Stop the service first"))
                .hasMessageContaining(store + " is in use by process " + server.pid() + " (java)");
        assertThatThrownBy(() -> driver.at(store).detect()).hasMessageContaining("is in use by");
        assertThat(DirectorySnapshot.of(data)).isEqualTo(before);
    }

    @Test
    void keepsServersFromStartingWhileItReads() throws Exception {
        try (var server = new OtherProcess(store)) {
            try (var source = driver.at(store).openSource();
                    var cursor = source.scan(Space.VALUES)) {
                assertThat(cursor.next()).isTrue();
                assertThat(server.run("PRAGMA journal_mode = wal")).isEqualTo(BUSY);
                assertThat(server.run("SELECT count(*) FROM v")).isEqualTo(BUSY);
                assertThat(cursor.next()).isTrue();
            }
            assertThat(server.run("INSERT INTO v VALUES (x'01', x'02')")).isEqualTo("ok");
        }
    }

    @Test
    void keepsServersFromStartingWhileItReadsCopy() throws Exception {
        try (var killed = new OtherProcess(store, "PRAGMA journal_mode = wal", "INSERT INTO v VALUES (x'01', x'02')")) {
            killed.kill();
        }
        try (var server = new OtherProcess(store)) {
            try (var source = driver.at(store).openSource()) {
                assertThat(server.run("SELECT count(*) FROM v")).isEqualTo(BUSY);
                assertThat(source.get(Space.VALUES, new byte[] {1})).containsExactly(2);
            }
            assertThat(server.run("SELECT count(*) FROM v")).isEqualTo("ok");
        }
    }

    /** Whoever closes a file loses the locks that the whole process has on it. */
    @Test
    void keepsLockUntilLastReaderOfThisProcessIsDone() throws Exception {
        try (var server = new OtherProcess(store)) {
            try (var source = driver.at(store).openSource()) {
                try (var again = driver.at(store).openSource()) {
                    assertThat(StoreRows.all(again.scan(Space.LOGS))).hasSize(400);
                }
                driver.at(store).detect();
                assertThatThrownBy(() -> driver.at(store).openTarget()).isInstanceOf(StoreException.class);
                assertThat(server.run("SELECT count(*) FROM v")).isEqualTo(BUSY);
                assertThat(StoreRows.all(source.scan(Space.LOGS))).hasSize(400);
            }
            assertThat(server.run("SELECT count(*) FROM v")).isEqualTo("ok");
        }
    }

    @Test
    void releasesLockOnceThoughClosedTwice() throws Exception {
        try (var server = new OtherProcess(store);
                var other = driver.at(store).openSource()) {
            var source = driver.at(store).openSource();
            source.close();
            source.close();
            assertThat(server.run("SELECT count(*) FROM v")).isEqualTo(BUSY);
            assertThat(other.estimatedRows(Space.LOGS)).hasValue(400);
        }
    }

    @Test
    void releasesLockOfStoreThatItRefuses() throws Exception {
        try (var server = new OtherProcess(store)) {
            assertThatThrownBy(() -> driver.at(store).openTarget()).isInstanceOf(StoreException.class);
            assertThat(server.run("SELECT count(*) FROM v")).isEqualTo("ok");
        }
    }

    @Test
    void findsHolderOfLockInTableOfKernel() throws Exception {
        try (var server = new OtherProcess(store, "PRAGMA journal_mode = wal", "SELECT count(*) FROM v")) {
            assertThat(LockTable.holders(store, StoreLock.FROM, StoreLock.COUNT))
                    .containsExactly(server.pid());
            assertThat(LockTable.holders(store, 0, 100)).isEmpty();
            assertThat(LockTable.describe(List.of(server.pid()))).isEqualTo("process " + server.pid() + " (java)");
        }
        assertThat(LockTable.holders(store, StoreLock.FROM, StoreLock.COUNT)).isEmpty();
    }
}
