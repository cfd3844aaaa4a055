package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sql.StoreTable;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCursorTest {

    @TempDir
    private Path directory;

    @Test
    void readsAlongTheIndexAndSortsNothing() throws Exception {
        var store = Databases.execute(directory.resolve("store"), Databases.tablesOfV080());
        try (var connection = Databases.open(store);
                var statement = connection.createStatement()) {
            for (var table : StoreTable.ofV080()) {
                try (var plan = statement.executeQuery("EXPLAIN QUERY PLAN " + TableCursor.select(table))) {
                    assertThat(plan.next()).isTrue();
                    assertThat(plan.getString("detail"))
                            .isEqualTo("SCAN " + table.letter() + " USING " + (table.hasValue() ? "" : "COVERING ")
                                    + "INDEX sqlite_autoindex_" + table.letter() + "_1");
                    assertThat(plan.next()).as("steps after the scan").isFalse();
                }
            }
        }
    }

    @Test
    void readsTablesThatLieInAnyOrderInTheFile() throws Exception {
        var store = directory.resolve("store");
        try (var sink = new SqliteStoreDriver(directory).at(store).createTarget()) {
            for (var letter : Letter.values()) {
                var key = Arrays.copyOf(new byte[] {(byte) letter.letter()}, 9);
                if (letter.shape() == Letter.Shape.COUNTER) {
                    sink.add(letter, key, 1);
                } else {
                    sink.put(letter, key, key);
                }
            }
            sink.commit();
        }
        try (var target = new SqliteStoreDriver(directory).at(store).openTarget()) {
            for (var letter : Letter.values()) {
                try (var cursor = target.scan(letter)) {
                    assertThat(cursor.next()).isTrue();
                    assertThat(cursor.key()).hasSize(9).startsWith(letter.letter());
                    assertThat(cursor.next()).isFalse();
                }
                assertThat(target.estimatedRows(letter)).hasValue(1);
            }
        }
    }

    /** More than the heap of the tests: 512 MB. */
    @Test
    @Tag("campaign")
    void holdsOneRowInMemoryAtATime() throws Exception {
        var store = Databases.execute(directory.resolve("store"), Databases.tablesOfV073());
        Databases.execute(
                store,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
                        + " INSERT INTO t SELECT unhex(printf('%08x', i)), zeroblob(20000000) FROM n");
        var bytes = 0L;
        try (var source = new SqliteStoreDriver(directory).at(store).openSource();
                var cursor = source.scan(Space.BLOBS)) {
            while (cursor.next()) {
                bytes += cursor.value().length;
            }
        }
        assertThat(bytes).isEqualTo(800_000_000);
    }
}
