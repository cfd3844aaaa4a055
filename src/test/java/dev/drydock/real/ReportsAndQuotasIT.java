package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fixtures lack and the official way drops, from the real v0.7.3 through Drydock to the real v0.8.0. */
@WithRealPrograms
class ReportsAndQuotasIT {

    private static final Map<Fixture, BusyStore> MADE = new EnumMap<>(Fixture.class);

    @TempDir
    private static Path shared;

    private static NameServer names;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeStores() throws Exception {
        names = BusyStore.names();
        for (var fixture : List.of(Fixture.SQLITE, Fixture.ROCKSDB)) {
            MADE.put(fixture, BusyStore.make(fixture, shared.resolve(fixture.toString()), options(fixture)));
        }
    }

    @AfterAll
    static void stopAnswering() {
        names.close();
    }

    static Stream<Arguments> storesAndTargets() {
        return MADE.keySet().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void stayWholeThroughAPurgeAndLeaveNothingBehind(Fixture fixture, String targetScheme) throws Exception {
        var busy = MADE.get(fixture);
        var target = new StorePath(targetScheme, directory.resolve("new-store"));
        var converted = lossless(busy.store(), target);
        assertThat(converted.saved().records())
                .filteredOn(record -> record.family() == Family.RECEIVED_REPORT)
                .as("received TLS reports")
                .hasSize(1);
        assertThat(converted.queueQuotas())
                .hasSize(4)
                .allSatisfy((key, count) -> assertThat(count).isPositive());

        try (var server = start(target, fixture)) {
            var api = server.api();
            for (var state : List.of("at first", "after a purge")) {
                var after = Shown.by(server);
                assertThat(after.queue()).as(state).isEqualTo(busy.shown().queue());
                assertThat(after.reports()).as(state).isEqualTo(busy.shown().reports());
                assertThat(BusyStore.reportsToSend(api)).as(state).isEqualTo(busy.reportsToSend());
                for (var queued : after.queue()) {
                    assertThat(api.queuedContent(queued.id()))
                            .as("content of " + queued + " " + state)
                            .hasValueSatisfying(content -> assertThat(content).hasSize((int) queued.size()));
                }
                api.purge();
            }
            Observed.note("reports and quotas, " + fixture + " to " + targetScheme + ", before and after a purge: "
                    + api.queuedMessageIds().size() + " queued, "
                    + api.reportsToSend().size() + " reports to send, "
                    + busy.shown().reports().size() + " received and readable; listed without being there: "
                    + notThere(api));
            assertThat(server.errors()).isEmpty();
            for (var queued : busy.shown().queue()) {
                api.cancel(queued.id());
            }
        }
        assertThat(converted.queueQuotas())
                .as("queue quotas of an empty queue")
                .allSatisfy((key, count) -> assertThat(count).isZero());
    }

    /** Reports to send that v0.8.0 takes for received ones, by their keys, as it does with its own. */
    private static List<String> notThere(ManagementApi api) throws Exception {
        var ids = new ArrayList<String>();
        for (var kind : List.of("dmarc", "arf", "tls")) {
            for (var id : api.receivedReports(kind)) {
                if (api.receivedReport(kind, id).isEmpty()) {
                    ids.add(kind + " " + id);
                }
            }
        }
        return ids;
    }

    @Test
    void goOnToCollectUnderTheNewServer() throws Exception {
        var busy = MADE.get(Fixture.SQLITE);
        var target = new StorePath("sqlite", directory.resolve("new-store"));
        lossless(busy.store(), target);
        try (var server = start(target, Fixture.SQLITE);
                var smtp = new SmtpClient(server.smtpPort())) {
            smtp.send(
                    "far@port9.example.com", List.of("sailor1@example.org"), "From: far@port9.example.com\n\nhello\n");
            Await.until(
                    "another record",
                    () -> !BusyStore.reportsToSend(server.api()).equals(busy.reportsToSend()));
            assertThat(server.api().reportsToSend())
                    .containsExactlyInAnyOrderElementsOf(busy.reportsToSend().keySet());
        }
    }

    @Test
    void areSentByV080WhenTheirTimeHasComeDuringTheStop() throws Exception {
        var overdue = new StorePath("sqlite", directory.resolve("overdue"));
        var anHourAgo = Instant.now().getEpochSecond() - 3600;
        StoreCopy.write(MADE.get(Fixture.SQLITE).store(), overdue, entry -> Optional.of(due(entry, anHourAgo)));
        var target = new StorePath("sqlite", directory.resolve("new-store"));
        lossless(overdue, target);

        try (var server = start(target, Fixture.SQLITE)) {
            var api = server.api();
            Await.until("sending of both reports", () -> api.reportsToSend().isEmpty());
            var sent = Shown.by(server).queue().stream()
                    .flatMap(mail -> mail.recipients().stream())
                    .filter(recipient -> recipient.contains(": dmarc@") || recipient.contains(": tls@"))
                    .map(recipient -> recipient.replaceAll(" .expires.*", ""))
                    .toList();
            Observed.note("overdue reports, queued as messages to " + sent);
            assertThat(sent)
                    .containsExactlyInAnyOrder(
                            "port9.example.com: dmarc@port9.example.com", "port7.example.com: tls@port7.example.com");
            assertThat(server.errors()).isEmpty();
        }
    }

    private static StoreCopy.Entry due(StoreCopy.Entry entry, long due) throws MalformedDataException {
        if (entry.space() != Space.VALUES || Family.of(Space.VALUES, entry.key()) != Family.REPORT_TO_SEND) {
            return entry;
        }
        var key = entry.key().clone();
        BigEndian.putU64(key, 1, due);
        return new StoreCopy.Entry(entry.space(), key, entry.value());
    }

    private static Converted lossless(StorePath source, StorePath target) throws Exception {
        return Converted.from(source, LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()), target);
    }

    private RealServer start(StorePath target, Fixture fixture) throws Exception {
        var options = options(fixture).withNameServer(names.port()).with(BusyStore.SETTINGS);
        return RealServer.start(
                RealProgram.V0_8_0, ServerConfiguration.write(directory.resolve("new"), target, options));
    }

    private static Options options(Fixture fixture) {
        return fixture.scheme().equals("rocksdb") ? Options.DEFAULT.withLz4() : Options.DEFAULT;
    }
}
