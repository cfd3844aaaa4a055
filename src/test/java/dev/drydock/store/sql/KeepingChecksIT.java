package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.mysql.RenameChecks;
import dev.drydock.store.postgresql.SchemaChecks;
import dev.drydock.store.sql.TableKeeping.Watch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of real servers before an old store is set aside there. */
class KeepingChecksIT {

    @TempDir
    private Path work;

    private static KeepingChecks checks(KeptStore kept, SqlPlace worker) {
        var terms = KeepingTerms.of(kept.asideName(), kept.keptName());
        return kept.kind().isPostgresql()
                ? new SchemaChecks(worker, worker, terms)
                : new RenameChecks(worker, worker, terms);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatOthersHaveThere(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);

        assertThat(checks(kept, kept.worker()).otherObjects())
                .extracting(OtherObject::kind)
                .containsExactlyElementsOf(
                        kind.isPostgresql() || kind == SqlServerKind.MARIADB
                                ? List.of("foreign key", "sequence", "table", "table", "view")
                                : List.of("foreign key", "table", "table", "view"));
        assertThat(checks(kept, kept.worker()).oddities()).isEmpty();
        if (kind.isPostgresql()) {
            kept.execute(
                    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                    "CREATE TRIGGER watcher BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION nothing()");
        } else {
            kept.execute("CREATE TRIGGER watcher BEFORE INSERT ON c FOR EACH ROW SET NEW.v = 1");
        }
        assertThat(checks(kept, kept.worker()).oddities()).singleElement().satisfies(oddity -> {
            assertThat(oddity.words()).contains("watcher");
            assertThat(oddity.isInTheWay()).isNotEqualTo(kind.isPostgresql());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void findsTablesThatTheServerMadeInAnotherWay(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        kept.execute(
                "ALTER TABLE l ENGINE = MyISAM",
                "ALTER TABLE t MODIFY v MEDIUMBLOB NOT NULL",
                "ALTER TABLE i DEFAULT CHARACTER SET latin1",
                "ALTER TABLE b DROP PRIMARY KEY, ADD PRIMARY KEY (k(300))");
        var before = kept.catalogue();
        var sum = kept.checksum(kept.store());

        assertThat(checks(kept, kept.worker()).oddities())
                .allSatisfy(oddity -> assertThat(oddity.isInTheWay()).isFalse())
                .extracting(KeepingChecks.Oddity::words)
                .containsExactlyInAnyOrder(
                        "Table l has the engine MyISAM instead of InnoDB",
                        "Column t.v is mediumblob, not null instead of longblob, not null",
                        "Table i has the character set latin1, and its database utf8mb4",
                        "Column b.k is blob, not null, key of 300 bytes instead of blob, not null, key of 400 bytes");
        kept.keeping().setAside(Watch.NONE);
        kept.keeping().takeBack(TableKeeping.Newcomer.DROPPED, Watch.NONE);
        assertThat(kept.catalogue()).isEqualTo(before);
        assertThat(kept.checksum(kept.store())).isEqualTo(sum);

        kept.execute("ALTER TABLE c MODIFY v BIGINT NULL DEFAULT 0, ADD COLUMN note VARCHAR(10)");
        assertThat(checks(kept, kept.worker()).oddities())
                .extracting(KeepingChecks.Oddity::words)
                .contains(
                        "Column c.v is bigint instead of bigint, not null",
                        "Column c.note is varchar, and the mail server makes none of that name");
        assertThatThrownBy(() -> kept.keeping().setAside(Watch.NONE))
                .as("what is no store of v0.7.3 is not moved")
                .isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @EnumSource
    void triesRightsAndLeavesNothing(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        var before = kept.catalogue();

        checks(kept, kept.worker()).tryRights();

        assertThat(kept.catalogue()).isEqualTo(before);
        assertThat(checks(kept, kept.worker()).taken()).isEmpty();
        if (!kind.isPostgresql()) {
            assertThatThrownBy(
                            () -> checks(kept, SqlStores.place(kept.database())).tryRights())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(kept.asideName())
                    .hasMessageContaining("may not");
        }
        kept.keeping().setAside(Watch.NONE);
        assertThat(checks(kept, kept.worker()).taken()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatTheServerSaysOfItself(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);

        var facts = checks(kept, kept.worker()).facts();

        assertThat(facts.product())
                .startsWith(kind.isPostgresql() ? "PostgreSQL" : kind == SqlServerKind.MARIADB ? "MariaDB" : "MySQL");
        assertThat(facts.readOnly()).isFalse();
        assertThat(facts.keepsSessions()).isTrue();
        assertThat(facts.storeBytes().orElseThrow()).isGreaterThan(16_384);
        assertThat(facts.roundTrip()).isPositive();
        assertThat(facts.limits()).containsKey("max_connections");
        // On PostgreSQL only an account that may read all settings is told where the data are.
        assertThat(facts.freeBytes().isPresent()).isNotEqualTo(kind.isPostgresql());
        var administrator =
                SqlStores.place(kind.get().administrator().named(kept.database().name()));
        assertThat(checks(kept, administrator).facts().freeBytes().orElseThrow())
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void endsTheSessionsOfOthers(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        try (var other = kind.get().connect(kept.database())) {
            assertThat(checks(kept, kept.worker()).endOtherSessions()).isOne();
            assertThat(other.isValid(5)).isFalse();
        }
    }
}
