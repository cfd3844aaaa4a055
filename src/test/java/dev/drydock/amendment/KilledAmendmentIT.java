package dev.drydock.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that ends in the middle of an amendment, before and after every kind of write, and one that repeats it. */
class KilledAmendmentIT {

    @TempDir
    private Path directory;

    static Stream<Arguments> storesAndTargets() {
        return Stream.of(Fixture.SQLITE, Fixture.ROCKSDB_KILLED)
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void canBeRepeatedInEitherDirection(Fixture fixture, String scheme) throws Exception {
        try (var source = NewStore.source(fixture, directory)) {
            var official = OfficialProfile.create(BlobForm.AS_STORED);
            var lossless = LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
            var store = new NewStore(scheme, directory.resolve("new")).madeFrom(source, official);
            var wanted = new NewStore(scheme, directory.resolve("lossless")).madeFrom(source, lossless);
            var losslessListing = wanted.listing();
            AmendmentFile file;
            try (var target = store.driver().at(store.path()).openTarget()) {
                file = AmendmentFile.difference(
                        source,
                        () -> OfficialProfile.create(BlobForm.AS_STORED),
                        () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()),
                        target,
                        directory.resolve("amendment"),
                        directory,
                        Progress.NONE);
            }
            var count = (int) file.count();
            for (var flush : List.of(false, true)) {
                for (var write : List.of(0, 1, count / 2, count - 1, count)) {
                    kill(store, file, "apply", write, flush);
                    store.apply(file);
                    assertThat(store.listing())
                            .as("killed at %s, %s", write, flush)
                            .isEqualTo(losslessListing);

                    kill(store, file, "take-back", write, flush);
                    if (write % 2 == 0) {
                        // Going on in the other direction is as good.
                        store.apply(file);
                        assertThat(store.listing()).isEqualTo(losslessListing);
                    }
                    store.takeBack(file);
                    assertThat(store.listing())
                            .as("killed at %s, %s", write, flush)
                            .isEqualTo(fixture.listing());
                }
            }
        }
    }

    private static void kill(NewStore store, AmendmentFile file, String direction, int write, boolean flush)
            throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AmendmentThatIsKilled.class.getName(),
                        store.scheme(),
                        store.path().toString(),
                        file.path().toString(),
                        direction,
                        Integer.toString(write),
                        Boolean.toString(flush))
                .inheritIO()
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("the child ends").isTrue();
        assertThat(child.exitValue()).isEqualTo(AmendmentThatIsKilled.STATUS);
    }
}
