package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people see of their mail on the real v0.8.0, on a store that Drydock wrote, against the real v0.7.3. */
@WithRealPrograms
class LosslessConversionIT {

    private static final Map<Fixture, Shown> SHOWN_BEFORE = new EnumMap<>(Fixture.class);

    private static NameServer names;
    private static Instant now;

    @TempDir
    private Path directory;

    @BeforeAll
    static void answerThatNoNameExists() throws IOException {
        now = Instant.now();
        names = new NameServer(Map.of());
    }

    @AfterAll
    static void stopAnswering() {
        names.close();
    }

    static Stream<Arguments> storesAndTargets() {
        var asStored = Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb")
                        .map(target -> Arguments.of(fixture, target, BlobForm.AS_STORED)));
        var inAnotherForm = Fixture.withStore().stream()
                .map(fixture -> fixture.scheme().equals("sqlite")
                        ? Arguments.of(fixture, "rocksdb", BlobForm.LZ4)
                        : Arguments.of(fixture, "sqlite", BlobForm.PLAIN));
        return Stream.concat(asStored, inAnotherForm);
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void showsPeopleAndAdministratorEverythingAsBefore(Fixture fixture, String targetScheme, BlobForm form)
            throws Exception {
        var source = FixtureStore.unpack(fixture, directory.resolve("source"), now);
        var target = new StorePath(targetScheme, directory.resolve("new-store"));
        var before = shownBefore(fixture);

        var converted = Converted.from(source, LosslessProfile.create(form, Optional.empty()), target);
        assertThat(converted.saved().count())
                .as("records that have no place in v0.8.0")
                .isZero();
        var toIndex = converted.count(Letter.INDEX_QUEUE);
        var configuration = ServerConfiguration.write(directory.resolve("new"), target, options(fixture, form));
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
            Await.until(
                    "indexing of " + toIndex + " messages",
                    () -> server.log().stream()
                                    .filter(line -> line.contains("Indexed document"))
                                    .count()
                            == toIndex);
            var after = Shown.by(server);

            assertThat(after.mailboxes()).isEqualTo(before.mailboxes());
            assertThat(after.found()).isEqualTo(before.found());
            assertThat(after.queue()).isEqualTo(before.queue());
            assertThat(after.reports()).isEqualTo(before.reports());
            assertThat(after.principals()).isEqualTo(before.principals());
            for (var queued : after.queue()) {
                assertThat(server.api().queuedContent(queued.id()))
                        .as("content of " + queued)
                        .hasValueSatisfying(content -> assertThat(content).hasSize((int) queued.size()));
            }
            Observed.note("lossless, " + fixture + " to " + targetScheme + ", contents " + form + ": "
                    + after.messages() + " messages, "
                    + after.queue().size() + " queued, " + after.reports().size() + " reports received, as on v0.7.3; "
                    + toIndex + " indexed anew");
            deliverOneMoreTo(server, before);
            assertThat(server.errors()).isEmpty();
        }
        assertThat(converted.count(Letter.INDEX_QUEUE))
                .as("messages left to index")
                .isZero();
        assertThat(converted.count(Letter.FULL_TEXT_INDEX))
                .as("records of the index")
                .isPositive();
    }

    /** The next message takes the UID that the old server has promised for it. */
    private static void deliverOneMoreTo(RealServer server, Shown before) throws Exception {
        var promised = before.mailboxes().get("sailor0").get("\"INBOX\"").uidNext();
        try (var smtp = new SmtpClient(server.smtpPort())) {
            smtp.send(
                    "stranger@example.com",
                    List.of("sailor0@example.org"),
                    "From: stranger@example.com\nTo: sailor0@example.org\nSubject: after the move\n\nhello\n");
        }
        try (var imap = server.imap("sailor0")) {
            Await.until(
                    "delivery", () -> imap.search("INBOX", "UID " + promised).equals(List.of(promised)));
        }
    }

    /** Asked once for each store, since it is the same for both targets. */
    private Shown shownBefore(Fixture fixture) throws Exception {
        var known = SHOWN_BEFORE.get(fixture);
        if (known != null) {
            return known;
        }
        var store = FixtureStore.unpack(fixture, directory.resolve("old"), now);
        var configuration =
                ServerConfiguration.write(directory.resolve("old-server"), store, options(fixture, BlobForm.AS_STORED));
        try (var server = RealServer.start(RealProgram.V0_7_3, configuration)) {
            var shown = Shown.by(server);
            assertThat(shown.messages()).as("messages in all mailboxes").isGreaterThan(50);
            assertThat(shown.queue()).as("queued messages").isNotEmpty();
            assertThat(shown.reports()).as("received reports").isNotEmpty();
            SHOWN_BEFORE.put(fixture, shown);
            return shown;
        }
    }

    /** What is asked for by the setting that decides whether contents lie compressed in a store. */
    private static Options options(Fixture fixture, BlobForm form) {
        var options = Options.DEFAULT.withNameServer(names.port());
        // The RocksDB stores of the fixtures were configured to compress, the others not.
        var compressed = form == BlobForm.LZ4
                || (form == BlobForm.AS_STORED && fixture.scheme().equals("rocksdb"));
        return compressed ? options.withLz4() : options;
    }
}
