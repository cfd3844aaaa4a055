package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.QueuedMessageCodec;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the lossless profile adds to the official one, on real stores. */
class LosslessConversionTest {

    @TempDir
    private Path directory;

    static List<Fixture> stores() {
        return Fixture.withStore();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void carriesTheQueueItsContentsAndTheReport(Fixture fixture) throws Exception {
        var driver = Stores.driver(fixture.scheme());
        var target = directory.resolve("new");
        try (var source = Stores.store(fixture, directory);
                var sink = driver.at(target).createTarget()) {
            var profile = LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
            var ledger = new Conversion(source, profile, sink, new KeptInMemory(), Progress.NONE).run();
            assertThat(ledger.notes()).isEmpty();
        }

        try (var store = driver.at(target).openTarget()) {
            assertThat(queuedMessagesRead(store)).isEqualTo(3);
            var listing = new StringBuilder();
            new Listing(listing).of(store);
            var official = fixture.listing().lines().toList();
            var lossless = listing.toString().lines().toList();
            assertThat(lossless.stream()
                            .filter(LosslessConversionTest::isNotQueued)
                            .filter(line -> !official.contains(line)))
                    .as("beside the queue, only these are added: a hold for each queued message, and the report")
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("k") || line.startsWith("h"));
            assertThat(official.stream()
                            .filter(LosslessConversionTest::isNotQueued)
                            .filter(line -> !lossless.contains(line)))
                    .as("nothing of the official outcome is missing")
                    .isEmpty();
        }
    }

    private static boolean isNotQueued(String line) {
        return !line.startsWith("e\t");
    }

    /** Reads every queued message as v0.8.0 does, and holds its size against its content. */
    private static int queuedMessagesRead(TargetStore store) throws Exception {
        var read = 0;
        try (var messages = store.scan(Letter.QUEUE_MESSAGE)) {
            while (messages.next()) {
                var message = QueuedMessageCodec.decode(messages.value());
                var hold = BlobLinkKey.byId(message.blobHash(), message.id()).encode();
                assertThat(store.get(Letter.BLOB_LINK, hold))
                        .as("hold of " + message.id())
                        .isNotNull();
                var stored = store.get(Letter.BLOB, message.blobHash().toByteArray());
                assertThat(stored).as("content of " + message.id()).isNotNull();
                if (stored != null) {
                    assertThat(message.size())
                            .isEqualTo(StoredBlob.of(message.blobHash(), stored).content().length);
                }
                read++;
            }
        }
        return read;
    }
}
