package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.postgresql.DatabaseChecks;
import dev.drydock.store.postgresql.DatabaseKeeping;
import dev.drydock.store.sql.TableKeeping.Kept;
import dev.drydock.store.sql.TableKeeping.Newcomer;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.Whereabouts.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Old stores whose whole database gets another name. */
class DatabaseKeepingIT {

    private static final byte[] KEY = {1, 2, 3};

    @TempDir
    private Path work;

    private SqlServerKind kind = SqlServerKind.POSTGRESQL_18;
    private Database database = new Database("", 0, "", "", "");

    private void create(SqlServerKind server) throws Exception {
        kind = server;
        database = kind.get().create(Fixture.POSTGRESQL, "v0.7.3");
        var name = database.name();
        kind.get()
                .administrate(List.of(
                        "CREATE ROLE " + name + "_r",
                        "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE " + name + " TO " + name + "_r WITH GRANT OPTION",
                        "ALTER DATABASE " + name + " SET work_mem TO '5MB'",
                        "ALTER DATABASE " + name + " SET search_path TO \"$user\", public",
                        "ALTER ROLE " + database.user() + " IN DATABASE " + name
                                + " SET application_name TO 'mail''s own'"));
        try (var connection = kind.get().connect(administrator());
                var statement = connection.createStatement()) {
            statement.execute("GRANT CREATE ON SCHEMA public TO " + name + "_r");
        }
    }

    private Database administrator() throws Exception {
        return kind.get().administrator().named(database.name());
    }

    private DatabaseKeeping keeping(boolean ends, boolean carries) throws Exception {
        return new DatabaseKeeping(SqlStores.place(database), SqlStores.place(administrator()), terms(ends, carries));
    }

    private KeepingTerms terms(boolean ends, boolean carries) {
        return new KeepingTerms(
                database.name() + "_old", database.name() + "_new", Duration.ofSeconds(5), ends, carries);
    }

    /**
     * All that the catalogue says of the databases of this store, whatever they are called, and of those that only a
     * step in the middle has; new stores that other tests have kept are no matter of this one.
     */
    private List<String> catalogue() throws Exception {
        var found = new TreeSet<String>();
        try (var connection = kind.get().connect(kind.get().administrator());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT d.datname, d.oid, pg_get_userbyid(datdba), encoding, datcollate,"
                                + " datctype, datconnlimit, datallowconn, (SELECT array_agg(a::text ORDER BY 1) FROM"
                                + " aclexplode(datacl) a), (SELECT array_agg(pg_get_userbyid(setrole) || setconfig::text ORDER BY 1)"
                                + " FROM pg_db_role_setting WHERE setdatabase = d.oid) FROM pg_database d WHERE datname LIKE '"
                                + database.name()
                                + "%' OR datname LIKE 'drydock%' AND datname NOT LIKE 'drydock_v080_%'")) {
            while (rows.next()) {
                var line = new StringBuilder();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(rows.getString(i)).append(' ');
                }
                found.add(line.toString());
            }
        }
        return List.copyOf(found);
    }

    private static List<String> withoutNames(List<String> lines) {
        return lines.stream().map(line -> line.split(" ", 3)[2]).distinct().toList();
    }

    private void makeNewStore() throws Exception {
        try (var sink = SqlStores.store(kind, database, work).createTarget()) {
            sink.put(Letter.SETTING, KEY, KEY);
            sink.commit();
        }
    }

    private StoreVersion version(SqlPlace place) throws Exception {
        return SqlStores.store(kind, place, work).detect();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "POSTGRESQL_18"})
    void makesADatabaseLikeTheOldOneAndComesBackToIt(SqlServerKind server) throws Exception {
        create(server);
        var before = catalogue();
        var keeping = keeping(false, false);
        assertThat(keeping.look().state()).isEqualTo(State.IN_PLACE);

        keeping.setAside(Watch.NONE);

        assertThat(keeping.look().state()).isEqualTo(State.ASIDE);
        assertThat(withoutNames(catalogue())).as("old and new are alike").hasSize(1);
        assertThat(version(SqlStores.place(database))).isEqualTo(StoreVersion.BLANK);
        assertThat(version(keeping.aside())).isEqualTo(StoreVersion.V0_7_3);
        makeNewStore();
        keeping.clear(Newcomer.DROPPED, Watch.NONE);
        assertThat(version(SqlStores.place(database))).isEqualTo(StoreVersion.BLANK);
        makeNewStore();
        keeping.takeBack(Newcomer.DROPPED, Watch.NONE);

        assertThat(catalogue()).isEqualTo(before);
        assertThat(version(SqlStores.place(database))).isEqualTo(StoreVersion.V0_7_3);
    }

    @Test
    void keepsWhatTheNewServerHasServed() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        var before = catalogue();
        var keeping = keeping(false, false);
        keeping.setAside(Watch.NONE);
        makeNewStore();

        keeping.takeBack(Newcomer.KEPT, Watch.NONE);

        assertThat(keeping.isKept(Kept.NEW)).isTrue();
        assertThat(version(keeping.keptNew())).isEqualTo(StoreVersion.V0_8_0);
        assertThat(version(SqlStores.place(database))).isEqualTo(StoreVersion.V0_7_3);
        keeping.discard(Kept.NEW, Watch.NONE);
        assertThat(catalogue()).isEqualTo(before);
        keeping.setAside(Watch.NONE);
        keeping.discard(Kept.OLD, Watch.NONE);
        assertThat(keeping.isKept(Kept.OLD)).isFalse();
    }

    @Test
    void goesOnAndBackFromBeforeEachStatement() throws Exception {
        create(SqlServerKind.POSTGRESQL_14);
        var before = catalogue();
        var statements = new ArrayList<String>();
        var keeping = keeping(false, false);
        keeping.setAside(statements::add);
        var there = statements.size();
        makeNewStore();
        keeping.takeBack(Newcomer.DROPPED, statements::add);
        assertThat(there).isGreaterThan(4);
        for (var at = 0; at < there; at++) {
            var cut = at;
            assertThatThrownBy(() -> keeping.setAside(new Cut(cut)))
                    .as(statements.get(cut))
                    .isInstanceOf(StoreException.class);
            assertThat(keeping.look().state()).as(statements.get(cut)).isIn(State.IN_PLACE, State.ASIDE);
            if (at % 2 == 0) {
                keeping.setAside(Watch.NONE);
                assertThat(keeping.look().state()).isEqualTo(State.ASIDE);
                makeNewStore();
            }
            keeping.takeBack(Newcomer.DROPPED, Watch.NONE);
            assertThat(catalogue()).as(statements.get(cut)).isEqualTo(before);
        }
        for (var at = 0; at < statements.size() - there; at++) {
            var cut = at;
            keeping.setAside(Watch.NONE);
            makeNewStore();
            assertThatThrownBy(() -> keeping.takeBack(Newcomer.DROPPED, new Cut(cut)))
                    .as(statements.get(there + cut))
                    .isInstanceOf(StoreException.class);
            keeping.takeBack(Newcomer.DROPPED, Watch.NONE);
            assertThat(catalogue()).as(statements.get(there + cut)).isEqualTo(before);
        }
    }

    /** Fails before a statement. */
    private static final class Cut implements Watch {
        private int left;

        Cut(int after) {
            left = after;
        }

        @Override
        public void before(String statement) throws StoreException {
            if (left-- == 0) {
                throw new StoreException("cut off before " + statement, "Start again");
            }
        }
    }

    @Test
    void namesWhoIsConnectedOrEndsThem() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        try (var other = kind.get().connect(database)) {
            assertThatThrownBy(() -> keeping(false, false).setAside(Watch.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(database.user());
            assertThat(other.isValid(5)).isTrue();

            keeping(true, false).setAside(Watch.NONE);

            assertThat(other.isValid(5)).isFalse();
        }
        assertThat(keeping(false, false).look().state()).isEqualTo(State.ASIDE);
    }

    /** Clients that come back at once, as a mail server or a pooler does, see the old database or a finished new one. */
    @Test
    void letsNobodyInOnTheWayThereAndBack() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        var before = catalogue();
        var clients = new ArrayList<ReturningClient>();
        try {
            for (var account : List.of(database, database, administrator())) {
                clients.add(ReturningClient.start(kind, account));
            }
            for (var round = 0; round < 3; round++) {
                for (var client : clients) {
                    client.awaitConnected();
                }
                keeping(true, false).setAside(Watch.NONE);
                assertThat(keeping(true, false).look().state()).isEqualTo(State.ASIDE);
                for (var client : clients) {
                    client.awaitConnected();
                }
                keeping(true, false).takeBack(Newcomer.DROPPED, Watch.NONE);
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
        assertThat(clients.get(0).seen()).containsOnly("5MB mail's own");
        assertThat(clients.get(1).seen()).containsOnly("5MB mail's own");
        assertThat(catalogue()).isEqualTo(before);
    }

    @Test
    void carriesThingsOfOthersOnlyWhereThatIsAllowed() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        try (var connection = kind.get().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE accounts (name TEXT)");
        }
        assertThatThrownBy(() -> keeping(false, false).setAside(Watch.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("public.accounts");

        var keeping = keeping(false, true);
        keeping.setAside(Watch.NONE);

        makeNewStore();
        try (var connection = kind.get().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE brought (name TEXT)");
        }
        keeping.takeBack(Newcomer.DROPPED, Watch.NONE);
        assertThat(keeping.isKept(Kept.NEW))
                .as("what holds a table of somebody is not dropped")
                .isTrue();
        assertThat(version(SqlStores.place(database))).isEqualTo(StoreVersion.V0_7_3);
    }

    @Test
    void triesTheRightsAndSeesTheNameTaken() throws Exception {
        create(SqlServerKind.POSTGRESQL_14);
        new DatabaseChecks(SqlStores.place(database), SqlStores.place(administrator()), terms(false, false))
                .tryRights();
        var own = new DatabaseChecks(SqlStores.place(database), SqlStores.place(database), terms(false, false));
        assertThatThrownBy(own::tryRights)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot make and rename a database");
        assertThat(own.taken()).isEmpty();
        kind.get().administrate(List.of("CREATE DATABASE " + database.name() + "_old"));
        assertThat(own.taken()).contains("database " + database.name() + "_old");
        assertThatThrownBy(() -> keeping(false, false).setAside(Watch.NONE)).isInstanceOf(StoreException.class);
        assertThat(version(SqlStores.place(database))).isEqualTo(StoreVersion.V0_7_3);
    }
}
