package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @TempDir
    private Path directory;

    @Test
    void tellsStoreThatBothServersHaveOpened() throws Exception {
        var store = Databases.execute(store(), Databases.tablesOfV073());
        for (var sql : Databases.tablesOfV080()) {
            Databases.execute(store, sql.replace("TABLE", "TABLE IF NOT EXISTS"));
        }

        assertThat(version()).isEqualTo(StoreVersion.BOTH);
        assertThatThrownBy(() -> driver().at(store).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("v0.8.0 has been started on it");
        assertThatThrownBy(() -> driver().at(store).openTarget()).isInstanceOf(StoreException.class);
    }

    @Test
    void tellsStoreThatNewServerWasStoppedOnAtItsFirstTable() throws Exception {
        Databases.execute(store(), Databases.tablesOfV073());
        Databases.execute(store(), "CREATE TABLE a (k BLOB PRIMARY KEY, v BLOB NOT NULL)");

        assertThat(version()).isEqualTo(StoreVersion.BOTH);
    }

    @Test
    void tellsNewStoreThatOldServerWroteTo() throws Exception {
        Databases.execute(store(), Databases.tablesOfV080());
        Databases.execute(store(), "INSERT INTO b VALUES (zeroblob(9))");
        assertThat(version()).isEqualTo(StoreVersion.V0_8_0);

        Databases.execute(store(), "INSERT INTO b VALUES (zeroblob(10))");
        assertThat(version()).isEqualTo(StoreVersion.BOTH);
    }

    @Test
    void tellsEmptyStores() throws Exception {
        Databases.execute(directory.resolve("old"), Databases.tablesOfV073());
        Databases.execute(directory.resolve("new"), Databases.tablesOfV080());

        assertThat(driver().at(directory.resolve("old")).detect()).isEqualTo(StoreVersion.V0_7_3);
        assertThat(driver().at(directory.resolve("new")).detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @Test
    void tellsDatabaseWithoutTables() throws Exception {
        Databases.execute(store(), "PRAGMA user_version = 7");

        assertThat(version()).isEqualTo(StoreVersion.BLANK);
    }

    @Test
    void tellsDatabaseOfAnotherProgram() throws Exception {
        Databases.execute(store(), "CREATE TABLE messages (id INTEGER PRIMARY KEY)");
        assertThat(version()).isEqualTo(StoreVersion.FOREIGN);

        Databases.execute(store(), "CREATE TABLE t (x)", "CREATE TABLE a (x)", "CREATE TABLE v (k, v)");
        assertThat(version()).isEqualTo(StoreVersion.FOREIGN);
        assertThatThrownBy(() -> driver().at(store()).openSource()).hasMessageContaining("its tables are not those");
    }

    @Test
    void doesNotTakeViewForTable() throws Exception {
        Databases.execute(
                store(), "CREATE TABLE x (k BLOB PRIMARY KEY, v BLOB NOT NULL)", "CREATE VIEW v AS SELECT * FROM x");

        assertThat(version()).isEqualTo(StoreVersion.FOREIGN);
    }

    @Test
    void toleratesAndMentionsTablesOfOthers() throws Exception {
        Databases.execute(store(), Databases.tablesOfV073());
        Databases.execute(store(), "CREATE TABLE accounts (name TEXT, secret TEXT)");

        assertThat(version()).isEqualTo(StoreVersion.V0_7_3);
        try (var source = driver().at(store()).openSource()) {
            assertThat(source.remarks()).singleElement().asString().startsWith("Table \"accounts\" is no part");
        }
    }

    @Test
    void refusesStoreWithoutOneOfItsTables() throws Exception {
        Databases.execute(store(), Databases.tablesOfV073());
        Databases.execute(store(), "DROP TABLE l");

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store() + " has no table l (logs)");
    }

    @Test
    void refusesTableWithOtherColumns() throws Exception {
        Databases.execute(store(), Databases.tablesOfV073());
        Databases.execute(store(), "DROP TABLE t", "CREATE TABLE t (k TEXT PRIMARY KEY, v BLOB NOT NULL, at INTEGER)");

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("table t (blobs)")
                .hasMessageContaining("(k TEXT PRIMARY KEY, v BLOB NOT NULL, at INTEGER)")
                .hasMessageContaining("instead of (k BLOB PRIMARY KEY, v BLOB NOT NULL)");
    }

    private Path store() {
        return directory.resolve("index.sqlite3");
    }

    private SqliteStoreDriver driver() {
        return new SqliteStoreDriver(directory.resolve("work"));
    }

    private StoreVersion version() throws StoreException {
        return driver().at(store()).detect();
    }
}
