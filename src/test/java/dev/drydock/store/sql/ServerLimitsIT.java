package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers do not take, or put an end to, and what is said of it. */
class ServerLimitsIT {

    private static final byte[] NO_VALUE = {};
    private static final int MB = 1 << 20;

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void saysThatAValueIsLargerThanAPacket(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var store = store(kind, database);
        int limit;
        try (var connection = kind.get().connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@max_allowed_packet")) {
            assertThat(row.next()).isTrue();
            limit = row.getInt(1);
        }

        try (var sink = store.createTarget()) {
            // Fails at once or when it is flushed.
            assertThatThrownBy(() -> {
                        sink.put(Letter.BLOB, new byte[32], new byte[limit + MB]);
                        sink.commit();
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(store.name())
                    .hasMessageContaining("Raise max_allowed_packet");
        }
        assertThat(store.detect()).isEqualTo(StoreVersion.BLANK);
    }

    @ParameterizedTest
    @EnumSource
    void keepsValuesOfManyMegabytes(SqlServerKind kind) throws Exception {
        var store = store(kind, kind.get().create());
        var value = new byte[12 * MB];
        value[5 * MB] = 7;

        try (var sink = store.createTarget()) {
            sink.put(Letter.BLOB, new byte[] {2}, value);
            sink.put(Letter.BLOB, new byte[] {1}, new byte[] {1});
            sink.commit();
        }

        try (var target = store.openTarget();
                var blobs = target.scan(Letter.BLOB)) {
            assertThat(blobs.next()).isTrue();
            assertThat(blobs.value()).containsExactly(1);
            assertThat(blobs.next()).isTrue();
            assertThat(blobs.value()).isEqualTo(value);
            assertThat(blobs.next()).isFalse();
        }
    }

    /** The tables that MySQL's mail server declares tell keys apart by their first 400 bytes. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void tellsKeysThatAreAlikeFromTheSameKeyTwice(SqlServerKind kind) throws Exception {
        var key = new byte[410];
        var alike = key.clone();
        alike[405] = 1;

        assertThatThrownBy(() -> write(kind, key, alike))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("begins like another one for the table i")
                .hasMessageNotContaining("twice");
        assertThatThrownBy(() -> write(kind, key, key)).hasMessageContaining("comes twice for table i");
        // Out of order, so that the server is the first to see both.
        assertThatThrownBy(() -> write(kind, key, new byte[] {1}, key)).hasMessageContaining("comes twice for table i");
    }

    private void write(SqlServerKind kind, byte[]... keys) throws Exception {
        try (var sink = store(kind, kind.get().create()).createTarget()) {
            for (var key : keys) {
                sink.put(Letter.INDEX, key, NO_VALUE);
            }
            sink.commit();
        }
    }

    @Test
    void readsOnWhereTransactionsHaveATimeLimit() throws Exception {
        var kind = SqlServerKind.POSTGRESQL_18;
        var server = kind.get();
        var database = server.create();
        server.administrate(List.of(
                "ALTER ROLE " + database.user() + " SET transaction_timeout = '300ms'",
                "ALTER ROLE " + database.user() + " SET idle_in_transaction_session_timeout = '300ms'"));
        var store = store(kind, database);
        try (var sink = store.createTarget()) {
            sink.put(Letter.SETTING, new byte[] {1}, new byte[] {2});
            sink.commit();
        }

        // That the limit is at work is told by a session that keeps it.
        try (var target = store.openTarget();
                var ended = server.connect(database)) {
            ended.setAutoCommit(false);
            ended.createStatement().execute("SELECT 1");
            waitUntilEnded(ended);

            assertThat(target.get(Letter.SETTING, new byte[] {1})).containsExactly(2);
        }
    }

    private static void waitUntilEnded(Connection connection) throws Exception {
        while (connection.isValid(5)) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithAPasswordOrTls(SqlServerKind kind) throws Exception {
        var database = kind.get().create();

        assertThatThrownBy(() -> SqlStores.store(kind, place(database, Password.NONE, Tls.OFF), work)
                        .detect())
                .hasMessageContaining("password")
                .hasMessageNotContaining("connection was lost");
        for (var tls : List.of(Tls.ANY_CERTIFICATE, Tls.VERIFIED)) {
            assertThatThrownBy(() -> SqlStores.store(
                                    kind, place(database, new Password(database.password()), tls), work)
                            .detect())
                    .hasMessageContaining("it does not speak TLS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysInOneLineThatTheConnectionWasLost(SqlServerKind kind) throws Exception {
        var database = kind.get().create();
        var store = store(kind, database);

        assertThatThrownBy(() -> {
                    try (var sink = store.createTarget()) {
                        sink.put(Letter.SETTING, new byte[] {1}, new byte[1]);
                        kind.get().endSessions(database);
                        sink.commit();
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(store.name())
                .message()
                .doesNotContain("\n");
        assertThat(store.detect()).isEqualTo(StoreVersion.BLANK);
    }

    private SqlStore store(SqlServerKind kind, Database database) {
        return SqlStores.store(kind, database, work);
    }

    private static SqlPlace place(Database database, Password password, Tls tls) {
        var place = SqlStores.place(database).as(database.user(), password);
        return new SqlPlace(
                place.server(), place.user(), place.password(), tls, place.timeout(), place.database(), place.schema());
    }
}
