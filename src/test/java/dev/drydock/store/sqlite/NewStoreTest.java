package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.StoreRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to writing an SQLite file. */
class NewStoreTest {

    @TempDir
    private Path directory;

    @Test
    void leavesOneFileInTheModeOfTheServer() throws Exception {
        writeTarget();

        assertThat(directory.toFile().list()).containsExactly("index.sqlite3");
        assertThat(query(store(), "PRAGMA page_size")).containsExactly("4096");
        assertThat(query(store(), "PRAGMA journal_mode")).containsExactly("wal");
        assertThat(query(store(), "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store())))
                .isEqualTo("rw-------");
    }

    /** The statements of a store that the real server made, without their white space, are those that we make. */
    @Test
    void makesTablesAsTheServerDoes() throws Exception {
        var real = Fixture.SQLITE.unpackStore(directory);
        try (var writer = driver().at(store()).createSource()) {
            writer.commit();
        }
        var sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' ORDER BY name";

        assertThat(plain(query(store(), sql)))
                .isEqualTo(plain(query(real, sql)))
                .hasSize(6);
    }

    private static List<String> plain(List<String> statements) {
        return statements.stream()
                .map(sql -> sql.replaceAll("\\s+", " ").replace("( ", "(").replace(" )", ")"))
                .map(sql -> sql.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void setsUnorderedRecordsInOrder() throws Exception {
        try (var sink = driver().at(store()).createTarget()) {
            for (var i = 0; i < 300_000; i++) {
                // Visits each number once, far from the one before.
                sink.put(Letter.PROPERTY, key((int) (i * 7_654_321L % 300_007)), Databases.KEY);
            }
            sink.commit();
        }

        assertThat(query(store(), "PRAGMA integrity_check")).containsExactly("ok");
        try (var target = driver().at(store()).openTarget();
                var cursor = target.scan(Letter.PROPERTY)) {
            for (var i = 0; i < 300_000; i++) {
                assertThat(cursor.next()).isTrue();
            }
            assertThat(cursor.next()).isFalse();
        }
        assertThat(directory.toFile().list()).containsExactly("index.sqlite3");
    }

    @Test
    void namesKeyThatComesTwiceFarApart() throws Exception {
        try (var sink = driver().at(store()).createTarget()) {
            for (var i = 0; i < 1_000; i++) {
                sink.put(Letter.PROPERTY, key(i), Databases.KEY);
            }
            sink.put(Letter.PROPERTY, key(333), Databases.KEY);
            sink.put(Letter.PROPERTY, key(2_000), Databases.KEY);

            assertThatThrownBy(sink::commit)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Key 0000014d comes twice for table p (properties)");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void canBeClosedTwice() throws Exception {
        var sink = driver().at(store()).createTarget();
        sink.close();
        sink.close();
        assertThat(directory).isEmptyDirectory();

        writeTarget();
        assertThat(store()).exists();
    }

    @Test
    void hidesUnfinishedFileFromOthers() throws Exception {
        try (var sink = driver().at(store()).createTarget()) {
            sink.put(Letter.SETTING, Databases.KEY, Databases.KEY);
            assertThat(store()).doesNotExist();
            assertThat(directory.toFile().list()).singleElement().asString().startsWith(".index.sqlite3.drydock-");
        }
    }

    @Test
    void removesWhatKilledWriterLeft() throws Exception {
        var left = Files.writeString(directory.resolve(".index.sqlite3.drydock-0123456789abcdef"), "left");
        var sorting = Files.createDirectory(directory.resolve(left.getFileName() + "-sorting"));
        Files.writeString(sorting.resolve("sort-1.run"), "left");
        var other = Files.writeString(directory.resolve(".index.sqlite3.drydock-notes"), "of the admin");

        writeTarget();

        assertThat(directory).isDirectoryNotContaining(file -> file.equals(left) || file.equals(sorting));
        assertThat(other).hasContent("of the admin");
    }

    @Test
    void leavesFilesOfLivingWritersAlone() throws Exception {
        try (var other = driver().at(directory.resolve("other")).createTarget();
                var first = driver().at(store()).createTarget()) {
            first.put(Letter.SETTING, Databases.KEY, Databases.KEY);
            try (var server = new OtherProcess(
                    Files.createDirectory(directory.resolve("x")).resolve("y"))) {
                var elsewhere = directory.resolve(".index.sqlite3.drydock-00000000000000aa");
                assertThat(server.run("ATTACH '" + elsewhere + "' AS e")).isEqualTo("ok");
                assertThat(server.run("PRAGMA e.locking_mode = exclusive")).isEqualTo("ok");
                assertThat(server.run("CREATE TABLE e.t (k)")).isEqualTo("ok");
                writeTarget();
                assertThat(elsewhere).exists();
            }
            Files.delete(store());
            first.commit();
            other.commit();
        }
        try (var target = driver().at(store()).openTarget()) {
            assertThat(StoreRows.all(target.scan(Letter.SETTING))).hasSize(1);
        }
    }

    @Test
    void refusesToTakeOverWhatAnotherProgramHasWritten() throws Exception {
        try (var sink = driver().at(store()).createTarget()) {
            Databases.execute(store(), Databases.tablesOfV073());
            assertThatThrownBy(sink::commit)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Something has been written to " + store());
        }
        assertThat(directory.toFile().list()).containsExactly("index.sqlite3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-journal"})
    void refusesPlaceWhereLogOfAnotherStoreLies(String suffix) throws Exception {
        var left = Files.writeString(directory.resolve("index.sqlite3" + suffix), "frames");

        assertThatThrownBy(() -> driver().at(store()).createTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(left.toString());
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void refusesLink() throws Exception {
        Files.createSymbolicLink(store(), directory.resolve("elsewhere"));

        assertThatThrownBy(() -> driver().at(store()).createTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a symbolic link");
    }

    @Test
    void refusesDirectoryThatIsNotThere() {
        assertThatThrownBy(() ->
                        driver().at(directory.resolve("no/such/index.sqlite3")).createTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The directory " + directory.resolve("no/such"));
    }

    @Test
    void refusesDatabaseWithoutTables() throws Exception {
        Databases.execute(store(), "PRAGMA user_version = 7");

        assertThatThrownBy(() -> driver().at(store()).createTarget())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lies a database without tables");
    }

    @Test
    void refusesRecordsOfTheWrongShape() throws Exception {
        try (RecordSink sink = driver().at(store()).createTarget()) {
            assertThatThrownBy(() -> sink.put(Letter.COUNTER, Databases.KEY, Databases.KEY))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sink.add(Letter.SETTING, Databases.KEY, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void writeTarget() throws StoreException {
        try (var sink = driver().at(store()).createTarget()) {
            sink.put(Letter.SETTING, Databases.KEY, Databases.KEY);
            sink.commit();
        }
    }

    private static List<String> query(Path file, String sql) throws SQLException, StoreException {
        try (var connection = Databases.open(file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static byte[] key(int number) {
        return new ByteWriter().u32(number).toByteArray();
    }

    private Path store() {
        return directory.resolve("index.sqlite3");
    }

    private SqliteStoreDriver driver() {
        return new SqliteStoreDriver(directory.resolve("work"));
    }
}
