package dev.drydock.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.Verification;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official import leaves out, brought into its store and taken out again, on real stores. */
class LosslessExtrasTest {

    @TempDir
    private Path directory;

    private static Profile official() {
        return OfficialProfile.create(BlobForm.AS_STORED);
    }

    static Stream<Arguments> storesAndTargets() {
        return Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb")
                        .flatMap(target -> Stream.of(Optional.<String>empty(), Optional.of("memory"))
                                .map(external -> Arguments.of(fixture, target, external))));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void makeOfAnOfficialStoreALosslessOneAndBack(Fixture fixture, String scheme, Optional<String> external)
            throws Exception {
        Supplier<Profile> lossless = () -> LosslessProfile.create(BlobForm.AS_STORED, external);
        try (var source = NewStore.source(fixture, directory)) {
            var store = new NewStore(scheme, directory.resolve("new")).madeFrom(source, official());
            var wanted = new NewStore(scheme, directory.resolve("lossless")).madeFrom(source, lossless.get());
            assertThat(store.listing()).isEqualTo(fixture.listing());
            AmendmentFile file;
            try (var target = store.driver().at(store.path()).openTarget()) {
                file = AmendmentFile.difference(
                        source,
                        LosslessExtrasTest::official,
                        lossless,
                        target,
                        directory.resolve("amendment"),
                        directory,
                        Progress.NONE);
            }
            assertThat(file.title()).isEqualTo("from official to lossless");
            assertThat(file.rows()).containsEntry(Letter.BLOB_LINK, 3L);

            assertThat(store.apply(file)).isEqualTo(new Amendment.Outcome(file.count(), file.count()));

            assertThat(store.listing()).isEqualTo(wanted.listing());
            try (var target = store.driver().at(store.path()).openTarget()) {
                assertThat(new Verification(source, directory, Progress.NONE)
                                .target(target, lossless)
                                .isEqual())
                        .isTrue();
            }
            assertThat(store.apply(file)).isEqualTo(new Amendment.Outcome(file.count(), 0));
            assertThat(store.takeBack(file)).isEqualTo(new Amendment.Outcome(file.count(), file.count()));
            assertThat(store.listing()).isEqualTo(fixture.listing());
            assertThat(store.takeBack(file).changed()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void areComputedAlikeForAStoreThatHasSomeOfThemAlready(Fixture fixture, String scheme, Optional<String> external)
            throws Exception {
        Supplier<Profile> lossless = () -> LosslessProfile.create(BlobForm.AS_STORED, external);
        try (var source = NewStore.source(fixture, directory)) {
            var store = new NewStore(scheme, directory.resolve("new")).madeFrom(source, official());
            AmendmentFile first;
            try (var target = store.driver().at(store.path()).openTarget()) {
                first = AmendmentFile.difference(
                        source,
                        LosslessExtrasTest::official,
                        lossless,
                        target,
                        directory.resolve("first"),
                        directory,
                        Progress.NONE);
            }
            try (var rows = first.read();
                    var editor = store.driver().at(store.path()).openEditor()) {
                var row = rows.next();
                assertThat(row).isNotNull();
                if (row != null && row.after() != null) {
                    editor.put(row.letter(), row.key(), row.after());
                }
                editor.commit();
            }

            AmendmentFile second;
            try (var target = store.driver().at(store.path()).openTarget()) {
                second = AmendmentFile.difference(
                        source,
                        LosslessExtrasTest::official,
                        lossless,
                        target,
                        directory.resolve("second"),
                        directory,
                        Progress.NONE);
            }

            assertThat(second.path()).hasSameBinaryContentAs(first.path());
            assertThat(store.apply(second).changed()).isEqualTo(second.count() - 1);
            store.takeBack(second);
            assertThat(store.listing()).isEqualTo(fixture.listing());
        }
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void areRefusedWhereTheStoreHoldsSomethingElse(Fixture fixture, String scheme, Optional<String> external)
            throws Exception {
        Supplier<Profile> lossless = () -> LosslessProfile.create(BlobForm.AS_STORED, external);
        try (var source = NewStore.source(fixture, directory)) {
            var store = new NewStore(scheme, directory.resolve("new")).madeFrom(source, official());
            AmendmentFile file;
            try (var target = store.driver().at(store.path()).openTarget()) {
                file = AmendmentFile.difference(
                        source,
                        LosslessExtrasTest::official,
                        lossless,
                        target,
                        directory.resolve("amendment"),
                        directory,
                        Progress.NONE);
            }
            byte[] key;
            try (var target = store.driver().at(store.path()).openTarget();
                    var messages = target.scan(Letter.QUEUE_MESSAGE)) {
                messages.next();
                key = messages.key();
            }
            try (var editor = store.driver().at(store.path()).openEditor()) {
                editor.put(Letter.QUEUE_MESSAGE, key, new byte[] {1, 2, 3});
                editor.commit();
            }
            var before = store.listing();

            assertThatThrownBy(() -> store.apply(file))
                    .isInstanceOf(RowChangedException.class)
                    .hasMessageContaining("queued message")
                    .hasMessageContaining("letter e, key ")
                    .hasMessageContaining("3 other bytes");
            try (var target = store.driver().at(store.path()).openTarget()) {
                assertThatThrownBy(() -> AmendmentFile.difference(
                                source,
                                LosslessExtrasTest::official,
                                lossless,
                                target,
                                directory.resolve("other"),
                                directory,
                                Progress.NONE))
                        .hasMessageContaining("queued message");
            }

            assertThat(store.listing()).isEqualTo(before);
            assertThat(directory.resolve("other")).doesNotExist();
        }
    }
}
