package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.TableKeeping.Newcomer;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.Whereabouts.State;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Old stores set aside and taken back on real servers, in databases with things of others. */
class TableKeepingIT {

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource
    void setsAsideAndTakesBackTheSame(SqlServerKind kind) throws Exception {
        for (var newcomer : Newcomer.values()) {
            var kept = KeptStore.make(kind, work);
            var keeping = kept.keeping();
            var before = kept.catalogue();
            var checksum = kept.checksum(kept.worker());
            assertThat(keeping.look().state()).isEqualTo(State.IN_PLACE);
            assertThat(keeping.look().inPlace()).isEqualTo(StoreVersion.V0_7_3);

            keeping.setAside(Watch.NONE);

            assertThat(keeping.look().state()).isEqualTo(State.ASIDE);
            assertThat(kept.store().detect()).isEqualTo(StoreVersion.BLANK);
            assertThat(kept.checksum(keeping.aside())).isEqualTo(checksum);
            assertThat(kept.catalogue()).isEqualTo(before);

            kept.makeNewStore();
            assertThat(keeping.look().inPlace()).isEqualTo(StoreVersion.V0_8_0);
            keeping.setAside(Watch.NONE);
            assertThat(kept.store().detect()).isEqualTo(StoreVersion.V0_8_0);

            keeping.takeBack(newcomer, Watch.NONE);

            assertThat(keeping.look().state()).isEqualTo(State.IN_PLACE);
            assertThat(kept.checksum(kept.worker())).isEqualTo(checksum);
            if (newcomer == Newcomer.KEPT) {
                assertThat(kept.at(keeping.keptNew()).detect()).isEqualTo(StoreVersion.V0_8_0);
            } else {
                assertThat(kept.catalogue()).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromWhereverItWasCutOff(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        var keeping = kept.keeping();
        var before = kept.catalogue();
        var checksum = kept.checksum(kept.worker());
        for (var newcomer : Newcomer.values()) {
            var cuts = 0;
            while (isCut(kept, ++cuts, keeping::setAside)) {
                assertThat(keeping.look().state()).isEqualTo(State.IN_PLACE);
            }
            assertThat(cuts).isGreaterThan(2);
            assertThat(keeping.look().state()).isEqualTo(State.ASIDE);
            kept.makeNewStore();

            cuts = 0;
            while (isCut(kept, ++cuts, watch -> keeping.takeBack(newcomer, watch))) {
                assertThat(keeping.look().state()).isIn(State.ASIDE, State.IN_PLACE);
            }
            assertThat(cuts).isGreaterThan(2);
            assertThat(keeping.look().state()).isEqualTo(State.IN_PLACE);
            assertThat(kept.checksum(kept.worker())).isEqualTo(checksum);
            if (newcomer == Newcomer.DROPPED) {
                assertThat(kept.catalogue()).isEqualTo(before);
            }
        }
    }

    /** A call that shows what it is about to do. */
    @FunctionalInterface
    private interface Watched {
        void call(Watch watch) throws StoreException;
    }

    /** Ends all sessions in the database before one statement; false where the call has fewer. */
    private static boolean isCut(KeptStore kept, int statement, Watched watched) throws Exception {
        var seen = new AtomicInteger();
        try {
            watched.call(sql -> {
                if (seen.incrementAndGet() == statement) {
                    endSessions(kept);
                }
            });
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(kept.worker().location());
        }
        return seen.get() >= statement;
    }

    private static void endSessions(KeptStore kept) {
        try {
            assertThat(kept.kind().get().endSessions(kept.database())).isPositive();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhoHoldsTheTables(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        try (var other = kind.get().connect(kept.database());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM v").close();

            assertThatThrownBy(() -> kept.keeping().setAside(Watch.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("still locked by")
                    .hasMessageContaining(kept.database().user());
            other.rollback();
        }
        kept.keeping().setAside(Watch.NONE);
        assertThat(kept.keeping().look().state()).isEqualTo(State.ASIDE);
    }

    @ParameterizedTest
    @EnumSource
    void touchesNothingThatBearsTheNameAlready(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        var name = kept.asideName();
        try (var administrator = kind.get()
                        .connect(
                                kind.get().administrator().named(kept.database().name()));
                var statement = administrator.createStatement()) {
            statement.execute((kind.isPostgresql() ? "CREATE SCHEMA " : "CREATE DATABASE ") + name);
            statement.execute("CREATE TABLE " + name + ".precious (number INT)");
        }

        assertThatThrownBy(() -> kept.keeping().setAside(Watch.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(name + " already");
        assertThat(kept.keeping().look().state()).isEqualTo(State.IN_PLACE);
    }

    @ParameterizedTest
    @EnumSource
    void movesNeitherNewStoreNorOneWithMissingTables(SqlServerKind kind) throws Exception {
        var kept = KeptStore.make(kind, work);
        kept.keeping().setAside(Watch.NONE);
        kept.makeNewStore();
        var elsewhere = kept.keeping("elsewhere");

        assertThat(elsewhere.look().state()).isEqualTo(State.NOWHERE);
        assertThatThrownBy(() -> elsewhere.setAside(Watch.NONE)).hasMessageContaining("Nothing is moved");
        assertThatThrownBy(() -> elsewhere.takeBack(Newcomer.DROPPED, Watch.NONE))
                .hasMessageContaining("Nothing is moved");
        assertThat(kept.store().detect()).isEqualTo(StoreVersion.V0_8_0);
    }
}
