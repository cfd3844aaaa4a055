package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.TreeSnapshot;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.Rehearsal;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real v0.8.0 at work on stores that Drydock has converted beside the old ones. */
@WithRealPrograms
class RealDirectIT {

    @ParameterizedTest
    @EnumSource(
            value = Fixture.class,
            names = {"SQLITE", "ROCKSDB", "SQLITE_KILLED", "ROCKSDB_KILLED"})
    void isSearchedChangedAndStartedAgainWhileTheOldStoreStaysAsItWas(Fixture fixture, @TempDir Path directory)
            throws Exception {
        try (var names = new NameServer(Map.of())) {
            var installation = RealInstallation.of(
                    fixture, directory, Instant.now(), Options.DEFAULT.withNameServer(names.port()));
            var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
            try (var upgrades = Upgrades.open(settings)) {
                installation.start();
                var upgrade = upgrades.plan(installation.request().withEngine(UpgradeRequest.DIRECT));
                rehearse(fixture, upgrades, upgrade);
                upgrades.run(upgrade, null);
                upgrades.await(upgrade);
                assertThat(upgrade.run().read(RunRecord::state))
                        .as(() -> upgrades.events(upgrade.id(), 0, 10_000).toString())
                        .isEqualTo(RunState.SUCCEEDED);
                var old = upgrade.blueprint().store().onDisk().old();
                var before = TreeSnapshot.of(old, true);

                work(installation);

                assertThat(before.differences(TreeSnapshot.of(old, true))).isEmpty();
                upgrades.rollback(upgrade);
                upgrades.await(upgrade);
                assertThat(upgrade.run().read(RunRecord::state)).isEqualTo(RunState.ROLLED_BACK);
            } finally {
                installation.stop();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesWhatADatabaseHasConvertedWhileTheOldTablesStayAsTheyWere(SqlServerKind kind, @TempDir Path directory)
            throws Exception {
        var database = kind.get().create();
        try (var names = new NameServer(Map.of())) {
            var installation = RealInstallation.on(
                    kind, database, directory, Instant.now(), Options.DEFAULT.withNameServer(names.port()));
            // So that the text of messages is indexed as usual.
            var file = installation.configuration().file();
            Files.writeString(file, Files.readString(file).replace("index-rows-per-second = 0", ""));
            var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
            try (var upgrades = Upgrades.open(settings)) {
                installation.start();
                var upgrade = upgrades.plan(request(installation, kind));
                rehearse(kind, upgrades, upgrade);
                upgrades.run(upgrade, null);
                upgrades.await(upgrade);
                assertThat(upgrade.run().read(RunRecord::state))
                        .as(() -> upgrades.events(upgrade.id(), 0, 10_000).toString())
                        .isEqualTo(RunState.SUCCEEDED);
                Observed.note(
                        "direct, " + kind + ": " + upgrades.report(upgrade).phases() + ", stopped "
                                + upgrades.report(upgrade).stoppedSeconds() + " s");
                var kept = new KeptStore(kind, database, Files.createDirectory(directory.resolve("work")));
                var before = kept.checksum(kept.old());

                work(installation);

                assertThat(kept.checksum(kept.old())).isEqualTo(before);
                upgrades.rollback(upgrade);
                upgrades.await(upgrade);
                assertThat(upgrade.run().read(RunRecord::state))
                        .as(() -> upgrades.events(upgrade.id(), 0, 10_000).toString())
                        .isEqualTo(RunState.ROLLED_BACK);
            } finally {
                installation.stop();
            }
        }
    }

    /** Beside the real v0.7.3, which has the store open. */
    private static void rehearse(Object of, Upgrades upgrades, Upgrade upgrade) throws Exception {
        var run = upgrades.rehearsals().begin(upgrade);
        upgrades.rehearsals().await(upgrade);
        assertThat(run.read(RunRecord::state))
                .as(() -> upgrades.events(run.id(), 0, 10_000).toString())
                .isEqualTo(RunState.SUCCEEDED);
        var rehearsal = Rehearsal.read(upgrade.blueprint().home()).orElseThrow();
        assertThat(rehearsal.clean()).as(rehearsal.toString()).isTrue();
        assertThat(rehearsal.contents()).isGreaterThan(50);
        Observed.note("rehearsed, " + of + ": " + rehearsal);
    }

    private static UpgradeRequest request(RealInstallation installation, SqlServerKind kind) throws Exception {
        var request = installation.request().withEngine(UpgradeRequest.DIRECT);
        if (kind.isPostgresql()) {
            return request;
        }
        var administrator = kind.get().administrator();
        return request.withBackup(BackupChoice.filled(
                Map.of("administrator", administrator.user(), "administrator-password", administrator.password())));
    }

    private static void work(RealInstallation installation) throws Exception {
        var server = installation.configuration();
        deliver(server, "first");
        Long uid;
        try (var imap = server.imap("sailor0")) {
            Await.until(
                    "the index has caught up",
                    () -> !searchAfterAChange(imap, "TEXT since-first").isEmpty());
            uid = imap.search("INBOX", "TEXT since-first").get(0);
            imap.run("SELECT INBOX");
            imap.run("UID STORE " + uid + " +FLAGS (\\Deleted)");
            imap.run("EXPUNGE");
            assertThat(imap.search("INBOX", "UID " + uid)).isEmpty();
        }
        installation.stop();
        installation.start();
        deliver(server, "second");
        try (var imap = server.imap("sailor0")) {
            Await.until(
                    "delivery",
                    () -> !searchAfterAChange(imap, "SUBJECT since-second").isEmpty());
            assertThat(imap.search("INBOX", "UID " + uid)).isEmpty();
            assertThat(imap.search("INBOX", "ALL")).hasSizeGreaterThan(2);
        }
        Observed.note("direct, " + installation.store().scheme()
                + ": searched, delivered, deleted, started again, delivered; the old store stayed as it was");
    }

    /**
     * Searches after a change. On PostgreSQL v0.8.0 reads which messages a mailbox has before it reads how new that is, without
     * a transaction around both: who opens a mailbox in the very instant of a delivery sees it without the message from then
     * on, in every session, until something changes in it.
     */
    private static List<Long> searchAfterAChange(ImapClient imap, String criteria) throws IOException {
        imap.run("SELECT INBOX");
        imap.run("STORE 1 +FLAGS (looked)");
        imap.run("STORE 1 -FLAGS (looked)");
        return imap.search("INBOX", criteria);
    }

    private static void deliver(ServerConfiguration server, String word) throws Exception {
        try (var smtp = new SmtpClient(server.smtpPort())) {
            smtp.send(
                    "stranger@example.com",
                    List.of("sailor0@example.org"),
                    "From: stranger@example.com\nTo: sailor0@example.org\nSubject: since-" + word + "\n\nhello since-"
                            + word + "\n");
        }
    }
}
