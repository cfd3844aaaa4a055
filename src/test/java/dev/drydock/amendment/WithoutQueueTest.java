package dev.drydock.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.ReportKey;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server would send by itself, taken out of its store and put back. */
class WithoutQueueTest {

    private static final List<byte[]> TO_SEND = List.of(
            new ReportKey(ReportKey.HEADER_TO_SEND, new byte[30]).encode(),
            new ReportKey(ReportKey.DMARC_EVENT_TO_SEND, new byte[40]).encode(),
            new ReportKey(ReportKey.TLS_EVENT_TO_SEND, new byte[24]).encode());
    private static final byte[] RECEIVED = new ReportKey(ReportKey.RECEIVED_ARF, new byte[16]).encode();

    @TempDir
    private Path directory;

    static Stream<Arguments> storesAndTargets() {
        return Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void takesOutEventsAndReportsToSendAndPutsThemBack(Fixture fixture, String scheme) throws Exception {
        var store = store(fixture, scheme);
        var before = store.listing();
        AmendmentFile file;
        try (var target = store.driver().at(store.path()).openTarget()) {
            file = AmendmentFile.withoutQueue(target, directory.resolve("queue"));
        }
        assertThat(file.rows()).isEqualTo(Map.of(Letter.QUEUE_EVENT, 3L, Letter.REPORT_OUT, 3L));

        store.apply(file);

        var without = store.listing();
        assertThat(without.lines().filter(line -> line.startsWith("q"))).isEmpty();
        assertThat(without.lines().filter(line -> line.startsWith("e"))).hasSize(3);
        try (var target = store.driver().at(store.path()).openTarget()) {
            for (var key : TO_SEND) {
                assertThat(target.get(Letter.REPORT_OUT, key)).isNull();
            }
            assertThat(target.get(Letter.REPORT_OUT, RECEIVED)).isNotNull();
        }
        store.takeBack(file);
        assertThat(store.listing()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void leavesAloneWhatHasAppearedSince(Fixture fixture, String scheme) throws Exception {
        var store = store(fixture, scheme);
        var before = store.listing();
        AmendmentFile file;
        try (var target = store.driver().at(store.path()).openTarget()) {
            file = AmendmentFile.withoutQueue(target, directory.resolve("queue"));
        }
        store.apply(file);
        try (var editor = store.driver().at(store.path()).openEditor()) {
            editor.put(Letter.QUEUE_EVENT, new byte[16], new byte[8]);
            editor.put(Letter.SETTING, new byte[] {'n', 'e', 'w'}, new byte[] {'1'});
            editor.commit();
        }

        store.takeBack(file);

        assertThat(store.listing().lines())
                .containsAll(before.lines().toList())
                .hasSize((int) before.lines().count() + 2);
    }

    private NewStore store(Fixture fixture, String scheme) throws Exception {
        try (var source = NewStore.source(fixture, directory)) {
            var store = new NewStore(scheme, directory.resolve("new"))
                    .madeFrom(source, LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));
            try (var editor = store.driver().at(store.path()).openEditor()) {
                for (var key : TO_SEND) {
                    editor.put(Letter.REPORT_OUT, key, key);
                }
                editor.put(Letter.REPORT_OUT, RECEIVED, RECEIVED);
                editor.commit();
            }
            return store;
        }
    }
}
