package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real v0.8.0 does where one rule of the lossless profile is missing: that each of them is needed. */
@WithRealPrograms
class NeedOfRulesIT {

    private static final int BYTE_OF_COLLECTION = 36;
    private static final int LENGTH_OF_RECEIVED = 17;

    @TempDir
    private static Path shared;

    private static NameServer names;
    private static BusyStore busy;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeStore() throws Exception {
        names = BusyStore.names();
        busy = BusyStore.make(Fixture.SQLITE, shared, Options.DEFAULT);
    }

    @AfterAll
    static void stopAnswering() {
        names.close();
    }

    @Test
    void contentsOfQueuedMessagesArePurgedWithoutLinksById() throws Exception {
        var target = target();
        lossless(
                target,
                without((letter, key) -> letter == Letter.BLOB_LINK && (key[BYTE_OF_COLLECTION] & 0xFF) == 0xFF));
        try (var server = start(target)) {
            var api = server.api();
            var ids = api.queuedMessageIds();
            assertThat(ids)
                    .hasSize(4)
                    .allSatisfy(id -> assertThat(api.queuedContent(id)).isPresent());

            api.purge();

            assertThat(api.queuedMessageIds()).as("still listed").isEqualTo(ids);
            var lost = new ArrayList<QueuedMail>();
            for (var id : ids) {
                if (api.queuedContent(id).isEmpty()) {
                    lost.add(api.queuedMessage(id).orElseThrow());
                }
            }
            Observed.note("without links by id, a purge takes the contents of these of 4 queued messages: " + lost);
            // What sailor0 has queued lies in a mailbox too, which holds it; this one came by SMTP.
            assertThat(lost)
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.returnPath()).isEqualTo("sailor1@example.org"));
        }
    }

    @Test
    void queueQuotasFallBelowZeroWhereTheyAreNotCarried() throws Exception {
        // In SQLite the server takes nothing off a counter that is not there.
        var target = new StorePath("rocksdb", directory.resolve("new-store"));
        var converted = lossless(target, without((letter, key) -> letter == Letter.QUOTA && key[0] != 4));
        try (var server = start(target)) {
            for (var id : server.api().queuedMessageIds()) {
                server.api().cancel(id);
            }
        }
        Observed.note("queue quotas of an empty queue, where they were not carried: " + converted.queueQuotas());
        assertThat(converted.queueQuotas())
                .isNotEmpty()
                .allSatisfy((key, count) -> assertThat(count).isNegative());
    }

    @Test
    void receivedTlsReportStopsTheSchedulerOfReportsToSendWhereItIsPutBesideThem() throws Exception {
        var target = target();
        // Received reports of all kinds have keys of one form; what tells the kinds apart is the first byte, 0 for TLS.
        lossless(target, (letter, key) -> {
            if (letter != Letter.REPORT_OUT || key.length != LENGTH_OF_RECEIVED) {
                return letter == Letter.REPORT_OUT ? Optional.empty() : Optional.of(key);
            }
            var moved = key.clone();
            moved[0] = 0;
            return Optional.of(moved);
        });
        try (var server = start(target)) {
            Await.until(
                    "complaint of the scheduler",
                    () -> server.errors().stream()
                            .anyMatch(line -> line.contains("Failed to deserialize report domain")));
            Observed.note("with reports received, in the place of TLS ones: " + server.errors());
        }
    }

    @Test
    void officialWayShowsNoReportAtAll() throws Exception {
        var target = target();
        Converted.from(busy.store(), OfficialProfile.create(BlobForm.AS_STORED), target);
        try (var server = start(target)) {
            var api = server.api();
            assertThat(api.reportsToSend()).isEmpty();
            assertThat(api.receivedReports("dmarc")).isEmpty();
            assertThat(api.receivedReports("arf")).isEmpty();
            assertThat(api.receivedReports("tls")).isEmpty();
            Observed.note("official, busy store: queued " + api.queuedMessageIds() + ", no report");
        }
    }

    private static EditedSink.Edit without(BiPredicate<Letter, byte[]> unwanted) {
        return (letter, key) -> unwanted.test(letter, key) ? Optional.empty() : Optional.of(key);
    }

    private StorePath target() {
        return new StorePath("sqlite", directory.resolve("new-store"));
    }

    private static Converted lossless(StorePath target, EditedSink.Edit edit) throws Exception {
        return Converted.from(busy.store(), LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()), target, edit);
    }

    private RealServer start(StorePath target) throws Exception {
        var options = Options.DEFAULT.withNameServer(names.port()).with(BusyStore.SETTINGS);
        return RealServer.start(
                RealProgram.V0_8_0, ServerConfiguration.write(directory.resolve("new"), target, options));
    }
}
