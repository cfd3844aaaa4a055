package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.UnusualRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.layout.v073.Space;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New stores that a server makes of old ones on it. */
class SqlSuccessorIT {

    @TempDir
    private Path work;

    private static Profile official() {
        return OfficialProfile.create(BlobForm.AS_STORED);
    }

    private static Profile lossless() {
        return LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
    }

    /** An empty place that the owner of a database may fill, and statements of the same server reach. */
    private SqlStore beside(SqlServerKind kind, Database database, String name) throws Exception {
        var server = kind.get();
        if (kind.isPostgresql()) {
            try (var connection = server.connect(database);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            }
            return SqlStores.store(kind, SqlStores.place(database).inSchema(name), work);
        }
        var other = database.name() + "_" + name;
        server.administrate(
                List.of("CREATE DATABASE " + other, "GRANT ALL ON `" + other + "`.* TO " + database.user()));
        return SqlStores.store(kind, SqlStores.place(database).inDatabase(other), work);
    }

    private static void succeed(SqlStore old, SqlStore target, Supplier<Profile> profile) throws Exception {
        try (var source = old.openSource();
                var sink = target.createSuccessor(source, Progress.NONE)) {
            var ledger = new Conversion(
                            new StoreRecords(source).takenOverBy(sink),
                            profile.get(),
                            sink,
                            new KeptInMemory(),
                            Progress.NONE)
                    .run();
            assertThat(ledger.closes()).isTrue();
        }
    }

    private static String listing(SqlStore store) throws Exception {
        try (var target = store.openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(target);
            return listing.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areWhatTheRealExportAndImportMade(SqlServerKind kind) throws Exception {
        var fixture = SqlStores.fixture(kind);
        var database = kind.get().create(fixture, "v0.7.3");
        var old = SqlStores.store(kind, database, work);
        var before = listingOfOld(old);
        var target = beside(kind, database, "made");

        succeed(old, target, SqlSuccessorIT::official);

        assertThat(listing(target)).isEqualTo(fixture.listing());
        assertThat(listingOfOld(old)).isEqualTo(before);
        assertThat(tables(kind, database, target)).allMatch(table -> table.length() == 1);
    }

    private static String listingOfOld(SqlStore old) throws Exception {
        try (var source = old.openSource()) {
            var counted = new StringBuilder();
            for (var space : List.of(Space.VALUES, Space.COUNTERS, Space.INDEXES, Space.LOGS, Space.BLOBS)) {
                try (var cursor = source.scan(space)) {
                    while (cursor.next()) {
                        counted.append(Arrays.hashCode(cursor.key())).append(Arrays.hashCode(cursor.value()));
                    }
                }
            }
            return counted.toString();
        }
    }

    private static List<String> tables(SqlServerKind kind, Database database, SqlStore store) throws Exception {
        try (var connection = kind.get().connect(database.named(store.place().database()));
                var statement = connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ?")) {
            var schema = store.place().schema();
            statement.setString(1, schema != null ? schema : store.place().database());
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    @ParameterizedTest
    @EnumSource
    void areEqualToTheOldOneRecordByRecord(SqlServerKind kind) throws Exception {
        var database = kind.get().create(SqlStores.fixture(kind), "v0.7.3");
        var old = SqlStores.store(kind, database, work);
        var target = beside(kind, database, "made");

        succeed(old, target, SqlSuccessorIT::lossless);

        try (var source = new StoreRecords(old.openSource());
                var made = target.openTarget()) {
            var comparison = new Verification(source, work, Progress.NONE).target(made, SqlSuccessorIT::lossless);
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        }
    }

    /** What no fixture has: numbers from 128 up, words of every length, texts of any bytes, contents in every state. */
    @ParameterizedTest
    @EnumSource
    void areWhatAConversionWouldWrite(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var old = SqlStores.store(kind, database, work);
        UnusualRecords.write(old);
        var converted = beside(kind, database, "converted");
        try (var source = new StoreRecords(old.openSource());
                var sink = converted.createTarget()) {
            new Conversion(source, lossless(), sink, new KeptInMemory(), Progress.NONE).run();
        }
        var made = beside(kind, database, "made");

        succeed(old, made, SqlSuccessorIT::lossless);

        assertThat(listing(made)).isEqualTo(listing(converted));
    }

    /** A class that v0.7.3 does not write is not passed over. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MYSQL"})
    void refuseRowsThatNobodyKnows(SqlServerKind kind) throws Exception {
        var database = kind.get().create(SqlStores.fixture(kind), "v0.7.3");
        var old = SqlStores.store(kind, database, work);
        try (var connection = kind.get().connect(database);
                var statement = connection.prepareStatement("INSERT INTO b (k) VALUES (?)")) {
            statement.setBytes(1, new byte[] {0, 0, 0, 1, 0, 0x50, 1, 1, 0, 0, 0, 9});
            statement.execute();
        }
        var target = beside(kind, database, "made");

        assertThatThrownBy(() -> succeed(old, target, SqlSuccessorIT::official))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("000000010050010100000009")
                .hasMessageContaining("none that v0.7.3 writes");
        assertThat(target.detect()).isEqualTo(StoreVersion.BLANK);
        assertThat(tables(kind, database, target)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB"})
    void leaveNothingBehindWhenTheyAreNotFinished(SqlServerKind kind) throws Exception {
        var database = kind.get().create(SqlStores.fixture(kind), "v0.7.3");
        var target = beside(kind, database, "made");
        try (var source = SqlStores.store(kind, database, work).openSource()) {
            target.createSuccessor(source, Progress.NONE).close();
        }
        assertThat(tables(kind, database, target)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18"})
    void takeNothingOverFromAnotherDatabase(SqlServerKind kind) throws Exception {
        var old = SqlStores.store(kind, kind.get().create(SqlStores.fixture(kind), "v0.7.3"), work);
        try (var source = old.openSource()) {
            assertThatThrownBy(() -> SqlStores.blank(kind, work).createSuccessor(source, Progress.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another database");
        }
    }
}
