package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SavedFiles;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores on real servers, beside the stores that the real mail servers left there. */
class SqlStoreIT {

    private static final byte[] KEY = HexFormat.of().parseHex("0a0b0c");

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource
    void makesOfTheOldStoreWhatTheNewServerMade(SqlServerKind kind) throws Exception {
        var old = SqlStores.store(kind, kind.get().create(SqlStores.fixture(kind), "v0.7.3"), work);
        var renewed = SqlStores.blank(kind, work);
        var file = new SqliteStoreDriver(work).at(work.resolve("renewed.sqlite3"));
        assertThat(old.detect()).isEqualTo(StoreVersion.V0_7_3);

        for (var target : List.of(renewed, file)) {
            convert(old, target);

            assertThat(listing(target))
                    .as(target.name())
                    .isEqualTo(SqlStores.fixture(kind).listing());
            try (var source = new StoreRecords(old.openSource());
                    var made = target.openTarget()) {
                var verification = new Verification(source, work, Progress.NONE);
                assertThat(verification
                                .target(made, () -> OfficialProfile.create(BlobForm.AS_STORED))
                                .isEqual())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatTheNewServerMade(SqlServerKind kind) throws Exception {
        var made = SqlStores.store(kind, kind.get().create(SqlStores.fixture(kind), "v0.8.0"), work);

        assertThat(made.detect()).isEqualTo(StoreVersion.V0_8_0);
        assertThat(listing(made)).isEqualTo(SqlStores.fixture(kind).listing());
        assertThatThrownBy(made::openSource).hasMessageContaining("already one of v0.8.0");
        assertThatThrownBy(made::createTarget).hasMessageContaining(made.name());
    }

    @ParameterizedTest
    @EnumSource
    void readsOneStateWhateverIsWrittenMeanwhile(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var store = SqlStores.store(kind, database, work);
        write(store, 2_000);

        try (var target = store.openTarget();
                var cursor = target.scan(Letter.SETTING)) {
            assertThat(cursor.next()).isTrue();
            execute(kind, database, "DELETE FROM s");
            var rows = 1;
            while (cursor.next()) {
                rows++;
            }
            assertThat(rows).isEqualTo(2_000);
            assertThat(target.get(Letter.SETTING, number(1_999))).isEqualTo(KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOtherTablesAlone(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        execute(kind, database, "CREATE TABLE accounts (name VARCHAR(20))", "INSERT INTO accounts VALUES ('jane')");
        var store = SqlStores.store(kind, database, work);

        assertThat(store.detect()).isEqualTo(StoreVersion.BLANK);
        try (var writer = store.createSource()) {
            writer.put(Space.VALUES, KEY, KEY);
            writer.commit();
        }
        assertThat(store.detect()).isEqualTo(StoreVersion.V0_7_3);
        try (var source = store.openSource()) {
            assertThat(source.remarks()).singleElement().asString().contains("accounts");
        }
        assertThat(count(kind, database, "accounts")).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOfAnUnfinishedStore(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var store = SqlStores.store(kind, database, work);

        try (var sink = store.createTarget()) {
            for (var i = 0; i < 5_000; i++) {
                sink.put(Letter.SETTING, number(i * 7919 % 10_007), KEY);
            }
            assertThatThrownBy(store::createTarget).isInstanceOf(StoreInUseException.class);
        }
        assertThat(tables(kind, database)).isZero();

        assertThatThrownBy(() -> {
                    try (var sink = store.createTarget()) {
                        for (var i = 0; i < 100_000; i++) {
                            if (i == 50_000) {
                                kind.get().endSessions(database);
                            }
                            sink.put(Letter.BLOB, number(i), new byte[100]);
                        }
                        sink.commit();
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store.name());
        assertThat(tables(kind, database)).isZero();
        write(store, 3);
        assertThat(store.detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @ParameterizedTest
    @EnumSource
    void refusesKeyThatComesTwice(SqlServerKind kind) throws Exception {
        for (var between : List.of(0, 1, 700)) {
            var database = kind.get().create();
            var store = SqlStores.store(kind, database, work);

            assertThatThrownBy(() -> {
                        try (var sink = store.createTarget()) {
                            sink.put(Letter.TEXT_TOKENS, KEY, new byte[0]);
                            for (var i = 0; i < between; i++) {
                                sink.put(Letter.TEXT_TOKENS, number(i), new byte[0]);
                            }
                            sink.put(Letter.TEXT_TOKENS, KEY, new byte[0]);
                            sink.commit();
                        }
                    })
                    .as(between + " keys between")
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("0a0b0c comes twice for table v");
            assertThat(tables(kind, database)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesOtherSessions(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var store = SqlStores.store(kind, database, work);

        assertThat(store.otherSessions()).isEmpty();
        try (var other = kind.get().connect(database)) {
            assertThat(other.isValid(5)).isTrue();
            assertThat(store.otherSessions()).singleElement().satisfies(session -> {
                assertThat(session.user()).isEqualTo(database.user());
                assertThat(session.address()).isNotEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsHowMuchItsServerHasLogged(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var store = SqlStores.store(kind, database, work);
        var before = store.logWritten().orElseThrow();
        try (var other = kind.get().connect(database);
                var statement = other.createStatement()) {
            statement.execute("CREATE TABLE much (v TEXT)");
            for (var i = 0; i < 20; i++) {
                statement.execute("INSERT INTO much VALUES ('" + "x".repeat(50_000) + i + "')");
            }
        }

        // PostgreSQL compresses the text; what counts is that it grows with what is written.
        assertThat(store.logWritten().orElseThrow() - before).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyItCannotConnect(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var place = SqlStores.place(database);
        var failures = Map.of(
                place.as(place.user(), new Password("no-such-word")),
                "refuses the user or the password",
                SqlStores.place(database.named("nowhere_" + database.name())),
                kind.isPostgresql() ? "no such database" : "may not",
                new SqlPlace(
                        new ServerAddress("127.0.0.1", 1),
                        "u",
                        Password.NONE,
                        Tls.OFF,
                        SqlPlace.USUAL_TIMEOUT,
                        "d",
                        null),
                "nothing takes connections there",
                new SqlPlace(
                        place.server(),
                        place.user(),
                        place.password(),
                        Tls.VERIFIED,
                        place.timeout(),
                        place.database(),
                        null),
                "TLS");

        failures.forEach((wrong, words) -> assertThatThrownBy(
                        () -> SqlStores.store(kind, wrong, work).detect())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("no-such-word"));
    }

    private void convert(PlacedStore old, PlacedStore target) throws Exception {
        var number = String.valueOf(target.name().hashCode());
        try (var source = new StoreRecords(old.openSource());
                var sink = target.createTarget();
                var saved = SavedFiles.into(work.resolve("saved" + number))) {
            new Conversion(source, OfficialProfile.create(BlobForm.AS_STORED), sink, saved, Progress.NONE).run();
        }
    }

    private static void write(PlacedStore store, int settings) throws StoreException {
        try (var sink = store.createTarget()) {
            for (var i = 0; i < settings; i++) {
                sink.put(Letter.SETTING, number(i), KEY);
            }
            sink.commit();
        }
    }

    private static byte[] number(int number) {
        return new byte[] {1, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private static String listing(PlacedStore store) throws Exception {
        var lines = new StringBuilder();
        try (var target = store.openTarget()) {
            new Listing(lines).of(target);
        }
        return lines.toString();
    }

    private static void execute(SqlServerKind kind, Database database, String... statements) throws Exception {
        try (var connection = kind.get().connect(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long count(SqlServerKind kind, Database database, String from) throws Exception {
        try (var connection = kind.get().connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long tables(SqlServerKind kind, Database database) throws Exception {
        return count(
                kind,
                database,
                "information_schema.tables WHERE table_schema = "
                        + (kind.isPostgresql() ? "'public'" : "'" + database.name() + "'"));
    }
}
