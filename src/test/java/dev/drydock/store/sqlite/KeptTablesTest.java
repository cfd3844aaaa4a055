package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.fixture.Fixture;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New files that begin as copies of old ones. */
class KeptTablesTest {

    @TempDir
    private Path directory;

    private SqliteStoreDriver driver() {
        return new SqliteStoreDriver(directory.resolve("work"));
    }

    private Path target() {
        return directory.resolve("new.sqlite3");
    }

    private boolean canBeKept(Path store) throws StoreException {
        try (var database = OpenDatabase.open(new StoreFile(store), directory.resolve("work"))) {
            return KeptTables.canBeKept(database);
        }
    }

    private void succeed(Path old) throws Exception {
        try (var source = driver().at(old).openSource();
                var sink = successor(source);
                var records = new StoreRecords(source)) {
            new Conversion(
                            records.takenOverBy(sink),
                            OfficialProfile.create(BlobForm.AS_STORED),
                            sink,
                            new KeptInMemory(),
                            Progress.NONE)
                    .run();
        }
    }

    private SuccessorSink successor(RecordSource source) throws StoreException {
        return driver().at(target()).createSuccessor(source, Progress.NONE);
    }

    private String listing() throws Exception {
        try (var store = driver().at(target()).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(store);
            return listing.toString();
        }
    }

    @Test
    void makeASoundFileWithNothingOfTheOldOneThatIsNotTheNewOnes() throws Exception {
        var old = Fixture.SQLITE.unpackStore(directory);
        assertThat(canBeKept(old)).isTrue();

        succeed(old);

        assertThat(listing()).isEqualTo(Fixture.SQLITE.listing());
        assertThat(directory.toFile().list()).contains("new.sqlite3").noneMatch(name -> name.contains("new.sqlite3-"));
        try (var connection = Databases.open(target());
                var statement = connection.createStatement()) {
            try (var check = statement.executeQuery("PRAGMA integrity_check")) {
                assertThat(check.getString(1)).isEqualTo("ok");
            }
            try (var mode = statement.executeQuery("PRAGMA journal_mode")) {
                assertThat(mode.getString(1)).isEqualTo("wal");
            }
            try (var tables = statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")) {
                assertThat(tables.getInt(1)).isEqualTo(21);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE accounts (name TEXT PRIMARY KEY)",
                "CREATE INDEX large ON t (length(v))",
                "CREATE VIEW keys AS SELECT k FROM t",
                "CREATE TRIGGER kept BEFORE DELETE ON t BEGIN SELECT raise(ABORT, 'kept'); END",
                "PRAGMA auto_vacuum = full; VACUUM"
            })
    void areFilledRowByRowWhereSomethingElseIsInTheFile(String statements) throws Exception {
        var old = Fixture.SQLITE.unpackStore(directory);
        Databases.execute(
                old, statements.startsWith("PRAGMA") ? statements.split("; ", -1) : new String[] {statements});
        assertThat(canBeKept(old)).isFalse();

        succeed(old);

        assertThat(listing()).isEqualTo(Fixture.SQLITE.listing());
    }

    @Test
    void areFilledRowByRowFromAServerThatWasKilled() throws Exception {
        var old = Fixture.SQLITE_KILLED.unpackStore(directory);
        assertThat(canBeKept(old)).isFalse();

        succeed(old);

        assertThat(listing()).isEqualTo(Fixture.SQLITE_KILLED.listing());
    }

    @Test
    void sayWhichFileIsDamagedAndLeaveNothing() throws Exception {
        var old = Databases.smallStore(directory.resolve("old.sqlite3"));
        try (var connection = Databases.open(old);
                var statement = connection.createStatement();
                var root = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'c'")) {
            var page = root.getLong(1);
            try (var file = FileChannel.open(old, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.allocate(4096), (page - 1) * 4096);
            }
        }
        try (var source = driver().at(old).openSource()) {
            assertThatThrownBy(() -> successor(source))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("table c")
                    .hasMessageContaining(old.toString())
                    .hasMessageContaining("damaged");
        }
        assertThat(directory.toFile().list()).noneMatch(name -> name.contains("new.sqlite3"));
    }
}
