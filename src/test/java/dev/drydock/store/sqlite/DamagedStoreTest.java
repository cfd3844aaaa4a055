package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreRows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no store, no sound one, or none that a server wrote. */
class DamagedStoreTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 100, 5000})
    void refusesFileThatIsNoDatabase(int size) throws Exception {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(store(), bytes);

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store() + " is not an SQLite database, or it is encrypted");
        assertThatThrownBy(() -> driver().at(store()).detect()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> driver().at(store()).createTarget()).isInstanceOf(StoreException.class);
        assertThat(store()).hasBinaryContent(bytes);
    }

    @Test
    void refusesEmptyFile() throws Exception {
        Files.createFile(store());

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is nothing in it");
    }

    @Test
    void refusesDirectory() throws Exception {
        Files.createDirectory(store());

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a directory")
                .hasMessageContaining("rocksdb:" + store());
    }

    @Test
    void refusesFifo() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", store().toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void refusesLinkToNothing() throws Exception {
        Files.createSymbolicLink(store(), Path.of("gone"));

        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no ");
    }

    @Test
    void followsLinkToStore() throws Exception {
        var real = Databases.smallStore(
                Files.createDirectory(directory.resolve("real")).resolve("file"));
        Files.createSymbolicLink(store(), real);

        try (var source = driver().at(store()).openSource()) {
            assertThat(StoreRows.all(source.scan(Space.LOGS))).hasSize(400);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.999_999})
    void refusesFileThatIsCutShort(double part) throws Exception {
        Databases.smallStore(store());
        try (var file = new RandomAccessFile(store().toFile(), "rw")) {
            file.setLength((long) (file.length() * part));
        }

        assertThatThrownBy(() -> driver().at(store()).detect()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> driver().at(store()).openSource())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The file " + store() + " is cut short: it has ")
                .hasMessageContaining(".recover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "v", "i"})
    void namesTableWithDamagedPage(String table) throws Exception {
        Databases.smallStore(store());
        damage(rootPage("sqlite_autoindex_" + table + "_1"));

        assertThatThrownBy(this::readAll)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot read table " + table + " (")
                .hasMessageContaining("the database is damaged, or cut short");
    }

    @Test
    void noticesRowsThatIndexDoesNotLeadTo() throws Exception {
        Databases.smallStore(store());
        var connection = Databases.open(store());
        try (connection;
                var statement = connection.createStatement()) {
            // The root of the index of v becomes that of an empty table's.
            statement.execute("CREATE TABLE x (k BLOB PRIMARY KEY)");
            statement.execute("PRAGMA writable_schema = on");
            statement.execute("UPDATE sqlite_schema SET rootpage ="
                    + " (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_x_1')"
                    + " WHERE name = 'sqlite_autoindex_v_1'");
        }

        assertThatThrownBy(this::readAll)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The index of table v (values)")
                .hasMessageContaining("leads to 0 rows, and the table has 400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO v VALUES ('text', x'00')     | Row 1 of table v (values) | key that is no BLOB",
                "INSERT INTO l VALUES (NULL, x'00')       | Row 1 of table l (logs) | key that is no BLOB",
                "INSERT INTO i VALUES (7)                 | Row 1 of table i (indexes) | key that is no BLOB",
                "INSERT INTO b VALUES ('longer than ten') | Row 1 of table b (bitmaps) | key that is no BLOB",
                "INSERT INTO v VALUES (x'c0de', 'text')   | key c0de in table v (values) | of type String instead of a BLOB",
                "INSERT INTO v VALUES (x'c0de', 12)       | key c0de in table v (values) | of type Integer instead of a BLOB",
                "INSERT INTO c VALUES (x'c0de', 1.5)      | key c0de in table c (counters) | of type Double instead of an INTEGER",
                "INSERT INTO c VALUES (x'c0de', x'00')    | key c0de in table c (counters) | of type byte[] instead of an INTEGER",
            })
    void refusesValueOfAnotherType(String sql, String place, String problem) throws Exception {
        Databases.execute(Databases.smallStore(store()), sql);

        assertThatThrownBy(this::readAll)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(problem)
                .hasMessageContaining(store().toString());
    }

    @Test
    void refusesRowOfBitmapThatIsTooShort() throws Exception {
        Databases.execute(Databases.smallStore(store()), "INSERT INTO b VALUES (x'00000000010000000f')");

        assertThatThrownBy(this::readAll)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("table b (bitmaps) of " + store() + ", key 00000000010000000f")
                .hasMessageContaining("malformed bitmap row at byte 9: expected 10 bytes at least");
    }

    private void readAll() throws StoreException, MalformedDataException {
        try (var source = driver().at(store()).openSource()) {
            readAll(source);
        }
    }

    static void readAll(RecordSource source) throws StoreException, MalformedDataException {
        for (var space : Space.values()) {
            if (space == Space.BITMAPS) {
                StoreRows.all(source.bitmaps());
            } else {
                StoreRows.all(source.scan(space));
            }
        }
    }

    private long rootPage(String index) throws Exception {
        try (var connection = Databases.open(store());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + index + "'")) {
            return rows.getLong(1);
        }
    }

    private void damage(long page) throws IOException {
        try (var file = new RandomAccessFile(store().toFile(), "rw")) {
            file.seek((page - 1) * 4096);
            file.write(new byte[64]);
        }
    }

    private Path store() {
        return directory.resolve("index.sqlite3");
    }

    private SqliteStoreDriver driver() {
        return new SqliteStoreDriver(directory.resolve("work"));
    }
}
