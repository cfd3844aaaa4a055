package dev.drydock.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bench.ChildJvm;
import dev.drydock.bench.Operation;
import dev.drydock.bench.StoreGenerator;
import dev.drydock.bench.StoreShape;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is damaged, the outcome is a new store that is what the rules make of the source, or a refusal in words; no
 * other exception, no crash, no hang, nothing left behind, and no byte of the source changed.
 */
class MutationTest {

    /** Fixed in the normal suite, so that a change is judged by what it changed. */
    private static final long SEED = 20_240_701;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void refusesOrConvertsStoresWithADamagedRecord(String scheme) throws Exception {
        runRecords(scheme, SEED, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void refusesOrConvertsStoresWithADamagedFile(String scheme) throws Exception {
        var root = Files.createDirectory(directory.resolve("sound"));
        var location = StoreLocation.parse(scheme + ":" + root.resolve("store"));
        var shape = StoreShape.ofMessages(20).withMeanContent(600).withSettings(20);
        new StoreGenerator(shape).generate(Operation.driver(location), location.path(), directory);

        runFiles(location, root, SEED, 60);
    }

    @ParameterizedTest
    @Tag("campaign")
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void refusesOrConvertsManyStoresWithADamagedRecord(String scheme) throws Exception {
        runRecords(scheme, ThreadLocalRandom.current().nextLong(1L << 40), 3000);
    }

    static List<Fixture> stores() {
        return Fixture.withStore();
    }

    @ParameterizedTest
    @Tag("campaign")
    @MethodSource("stores")
    void refusesOrConvertsRealStoresWithADamagedFile(Fixture fixture) throws Exception {
        var store = fixture.unpackStore(directory);
        var root = fixture.scheme().equals("sqlite") ? store.getParent() : store;

        runFiles(StoreLocation.parse(fixture.scheme() + ":" + store), root, random(), 600);
    }

    static List<Fixture> exports() {
        return Fixture.available();
    }

    @ParameterizedTest
    @Tag("campaign")
    @MethodSource("exports")
    void refusesOrConvertsRealExportsWithADamagedFile(Fixture fixture) throws Exception {
        var export = fixture.unpackExport(directory);

        runFiles(StoreLocation.parse("export:" + export), export, random(), 600);
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong(1L << 40);
    }

    private void runRecords(String scheme, long seed, int count) throws Exception {
        run(List.of("records", scheme, Long.toString(seed), Integer.toString(count)), count);
    }

    private void runFiles(StoreLocation source, Path root, long seed, int count) throws Exception {
        var arguments =
                List.of("files", source.toString(), root.toString(), Long.toString(seed), Integer.toString(count));
        run(arguments, count);
    }

    private void run(List<String> arguments, int count) throws Exception {
        var child = new ChildJvm(List.of("-Xmx256m"), Duration.ofSeconds(60 + 3L * count));
        var all = new ArrayList<>(arguments);
        all.add(directory.resolve("work").toString());
        var ended = child.run(MutationRun.class, directory.resolve("output"), all);
        assertThat(ended.status()).as("%s%n%s", arguments, ended.output()).isZero();
        // A run in which nothing was refused, or nothing converted, has not tested what it says.
        assertThat(ended.output()).containsPattern("refused [1-9]\\d*, converted [1-9]");
    }
}
