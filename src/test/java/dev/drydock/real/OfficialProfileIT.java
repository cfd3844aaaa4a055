package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official way loses, as the real v0.8.0 shows it: the reason why the lossless profile exists. */
@WithRealPrograms
class OfficialProfileIT {

    @TempDir
    private Path directory;

    static Stream<Fixture> stores() {
        return Fixture.withStore().stream();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void losesMessagesToSeveralDomainsTheSizeOfTheOtherAndReceivedReports(Fixture fixture) throws Exception {
        var source = FixtureStore.unpack(fixture, directory.resolve("source"), Instant.now());
        var target = new StorePath("sqlite", directory.resolve("new-store"));
        var converted = Converted.from(source, OfficialProfile.create(BlobForm.PLAIN), target);
        var queued = converted.records(Letter.QUEUE_MESSAGE).keySet();

        var configuration = ServerConfiguration.write(directory.resolve("new"), target, Options.DEFAULT);
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
            var api = server.api();
            var read = new ArrayList<QueuedMail>();
            for (var key : queued) {
                api.queuedMessage(Long.toUnsignedString(Long.parseUnsignedLong(key, 16)))
                        .ifPresent(read::add);
            }

            assertThat(queued).hasSize(3);
            assertThat(read).singleElement().satisfies(mail -> {
                assertThat(mail.recipients()).hasSize(1);
                assertThat(api.queuedContent(mail.id()))
                        .hasValueSatisfying(content -> assertThat(mail.size()).isGreaterThan(content.length));
            });
            assertThat(api.queuedMessageIds())
                    .as("listed")
                    .isEqualTo(read.stream().map(QueuedMail::id).toList());
            assertThat(server.errors()).anyMatch(line -> line.contains("Bincode deserialization failed"));
            assertThat(api.receivedReports("dmarc")).isEmpty();
            Observed.note("official, " + fixture + ": of " + queued.size() + " queued messages v0.8.0 reads "
                    + read.size() + ", with size " + read.get(0).size() + " instead of "
                    + api.queuedContent(read.get(0).id()).orElseThrow().length + "; no received report");
        }
    }
}
