package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.amendment.Amendment;
import dev.drydock.amendment.AmendmentFile;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real v0.8.0 on a store that it has filled by its own import, and that Drydock has amended. */
@WithRealPrograms
class AmendmentIT {

    private static NameServer names;

    @TempDir
    private Path directory;

    @BeforeAll
    static void answerThatNoNameExists() throws IOException {
        names = new NameServer(Map.of());
    }

    @AfterAll
    static void stopAnswering() {
        names.close();
    }

    static Stream<Arguments> storesAndTargets() {
        return Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void showsTheWholeQueueAndHoldsItBackWhileItIsTakenOut(Fixture fixture, String scheme) throws Exception {
        var options = options(fixture);
        var source = FixtureStore.unpack(fixture, directory.resolve("source"), Instant.now());
        var export = directory.resolve("export");
        var old = ServerConfiguration.write(directory.resolve("old"), source, options);
        RealServer.export(RealProgram.V0_7_3, old, export);
        var target = new StorePath(scheme, directory.resolve("new-store"));
        var configuration = ServerConfiguration.write(directory.resolve("new"), target, options);
        RealServer.restore(RealProgram.V0_8_0, configuration, export);

        var extras = extras(source, target);
        apply(extras, target);
        assertIsLossless(source, target);
        AmendmentFile queue;
        try (var store = target.driver().at(target.path()).openTarget()) {
            queue = AmendmentFile.withoutQueue(store, directory.resolve("queue"));
        }
        assertThat(queue.rows()).containsEntry(Letter.QUEUE_EVENT, 3L);
        var events = records(target, Letter.QUEUE_EVENT);
        apply(queue, target);
        assertThat(records(target, Letter.QUEUE_EVENT)).isEmpty();
        var messages = records(target, Letter.QUEUE_MESSAGE);

        List<String> held;
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
            held = server.api().queuedMessageIds();
            assertThat(held).hasSize(3);
            deliverOne(server);
            assertThat(server.errors()).isEmpty();
            for (var id : held) {
                assertThat(server.log()).noneMatch(line -> line.contains(id));
            }
        }
        var appeared = records(target, Letter.QUEUE_EVENT);
        assertThat(appeared).doesNotContainKeys(events.keySet().toArray(new String[0]));
        assertThat(records(target, Letter.QUEUE_MESSAGE)).containsAllEntriesOf(messages);

        takeBack(queue, target);

        assertThat(records(target, Letter.QUEUE_EVENT))
                .containsAllEntriesOf(events)
                .containsAllEntriesOf(appeared);
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
            var api = server.api();
            assertThat(api.queuedMessageIds()).containsAll(held);
            for (var id : held) {
                var queued = api.queuedMessage(id).orElseThrow();
                assertThat(api.queuedContent(id))
                        .hasValueSatisfying(content -> assertThat(content).hasSize((int) queued.size()));
            }
            assertThat(api.receivedReports("dmarc")).hasSize(1);
            assertThat(server.errors()).isEmpty();
        }
        Observed.note("amended after the real import, " + fixture + " into " + scheme + ": " + extras.count()
                + " records of extras; on trial the server lists " + held.size()
                + " queued messages and has no event; with the events back all 3 readable");
    }

    /** Shows that the queue of the server runs, and brings rows into the store that no amendment knows. */
    private static void deliverOne(RealServer server) throws Exception {
        long uid;
        try (var imap = server.imap("sailor0")) {
            uid = imap.mailboxes().get("\"INBOX\"").uidNext();
        }
        try (var smtp = new SmtpClient(server.smtpPort())) {
            smtp.send(
                    "stranger@example.com",
                    List.of("sailor0@example.org"),
                    "From: stranger@example.com\nTo: sailor0@example.org\nSubject: on trial\n\nhello\n");
        }
        try (var imap = server.imap("sailor0")) {
            Await.until("delivery", () -> imap.search("INBOX", "UID " + uid).equals(List.of(uid)));
        }
    }

    private AmendmentFile extras(StorePath source, StorePath target) throws Exception {
        try (var records = new StoreRecords(source.driver().at(source.path()).openSource());
                var store = target.driver().at(target.path()).openTarget()) {
            return AmendmentFile.difference(
                    records,
                    () -> OfficialProfile.create(BlobForm.AS_STORED),
                    () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()),
                    store,
                    directory.resolve("extras"),
                    directory,
                    Progress.NONE);
        }
    }

    private void assertIsLossless(StorePath source, StorePath target) throws Exception {
        try (var records = new StoreRecords(source.driver().at(source.path()).openSource());
                var store = target.driver().at(target.path()).openTarget()) {
            var comparison = new Verification(records, directory, Progress.NONE)
                    .target(store, () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.isEqual()).isTrue();
        }
    }

    private static void apply(AmendmentFile file, StorePath target) throws Exception {
        try (var editor = target.driver().at(target.path()).openEditor()) {
            new Amendment(file, editor, Progress.NONE).apply();
        }
    }

    private static void takeBack(AmendmentFile file, StorePath target) throws Exception {
        try (var editor = target.driver().at(target.path()).openEditor()) {
            new Amendment(file, editor, Progress.NONE).takeBack();
        }
    }

    /** All records under a letter, in hexadecimal. */
    private static Map<String, String> records(StorePath target, Letter letter) throws Exception {
        var hex = HexFormat.of();
        try (var store = target.driver().at(target.path()).openTarget();
                var records = store.scan(letter)) {
            var found = new TreeMap<String, String>();
            while (records.next()) {
                found.put(hex.formatHex(records.key()), hex.formatHex(records.value()));
            }
            return found;
        }
    }

    /** The RocksDB stores of the fixtures were configured to compress, the others not. */
    private static Options options(Fixture fixture) {
        var options = Options.DEFAULT.withNameServer(names.port());
        return fixture.scheme().equals("rocksdb") ? options.withLz4() : options;
    }
}
