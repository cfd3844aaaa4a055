package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.arrival.Arrival;
import dev.drydock.arrival.Arrival.Kind;
import dev.drydock.arrival.ArrivalFiles;
import dev.drydock.arrival.Arrivals;
import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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

/** What has come in, been marked and been made while the real v0.8.0 was running. */
@WithRealPrograms
class ArrivalsIT {

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
        return Stream.of(Fixture.SQLITE, Fixture.ROCKSDB)
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void areWhatPeopleHaveDone(Fixture fixture, String scheme) throws Exception {
        var options = Options.DEFAULT.withNameServer(names.port());
        var used = fixture.scheme().equals("rocksdb") ? options.withLz4() : options;
        var source = FixtureStore.unpack(fixture, directory.resolve("source"), Instant.now());
        var target = new StorePath(scheme, directory.resolve("new-store"));
        Converted.from(source, LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()), target);
        var configuration = ServerConfiguration.write(directory.resolve("new"), target, used);
        long uid;
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
            try (var imap = server.imap("sailor0")) {
                uid = imap.mailboxes().get("\"INBOX\"").uidNext();
                imap.run("CREATE \"Since/then\"");
                var first = imap.search("INBOX", "ALL").get(0);
                imap.run("SELECT INBOX");
                imap.run("UID STORE " + first + " +FLAGS (since-then)");
            }
            try (var smtp = new SmtpClient(server.smtpPort())) {
                smtp.send(
                        "stranger@example.com",
                        List.of("sailor0@example.org"),
                        "From: stranger@example.com\nTo: sailor0@example.org\nSubject: since then\n\nhello\n");
            }
            try (var imap = server.imap("sailor0")) {
                Await.until("delivery", () -> imap.search("INBOX", "UID " + uid).equals(List.of(uid)));
            }
        }

        var found = new ArrayList<Arrival>();
        ArrivalFiles.Saved saved;
        try (var old = source.driver().at(source.path()).openSource();
                var now = target.driver().at(target.path()).openTarget()) {
            var arrivals = new Arrivals(old, now, Progress.NONE);
            arrivals.read(found::add);
            saved = arrivals.save(directory.resolve("saved"));
        }

        assertThat(of(found, Kind.MESSAGE_NEW)).singleElement().satisfies(message -> {
            assertThat(message.account()).isEqualTo("sailor0");
            assertThat(message.uid()).isIn(uid, 0L);
        });
        assertThat(of(found, Kind.MESSAGE_FLAGS))
                .singleElement()
                .satisfies(message -> assertThat(message.flags()).contains("since-then"));
        assertThat(of(found, Kind.FOLDER_NEW)).extracting(Arrival::folder).containsExactlyInAnyOrder("Since", "then");
        assertThat(found)
                .extracting(Arrival::kind)
                .doesNotContain(Kind.MESSAGE_DELETED, Kind.MESSAGE_MOVED, Kind.FOLDER_DELETED, Kind.FOLDER_CHANGED);
        try (var tree = Files.walk(saved.directory())) {
            assertThat(tree.filter(path ->
                            path.toString().endsWith(".eml") && !path.toString().contains("/queue/")))
                    .singleElement()
                    .satisfies(path -> assertThat(path).content().contains("Subject: since then"));
        }
        Observed.note("arrivals, " + fixture + " into " + scheme + ": "
                + found.stream().map(arrival -> arrival.kind().code()).toList());
    }

    private static List<Arrival> of(List<Arrival> found, Kind kind) {
        return found.stream().filter(arrival -> arrival.kind() == kind).toList();
    }
}
