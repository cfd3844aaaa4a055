package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Real stores, upgraded through the REST interface alone. A trial has run on the store and the doors were opened: what is
 * in it afterwards shows that neither left anything behind, nor kept anything of the queue that was set aside.
 */
class FixtureUpgradeIT {

    @TempDir
    private Path directory;

    private SandboxConsole world;
    private RunningConsole console;

    /** The campaign does all; otherwise those that were killed, which hold more of everything. */
    static List<Fixture> stores() {
        return Boolean.getBoolean("drydock.campaign")
                ? Fixture.withStore()
                : Fixture.withStore().stream()
                        .filter(fixture -> fixture.name().endsWith("KILLED"))
                        .toList();
    }

    @AfterEach
    void end() throws Exception {
        console.close();
        world.stopServer();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void leavesWhatTheRealImportMade(Fixture fixture) throws Exception {
        var upgraded = upgrade(fixture, false);

        var store = Path.of(upgraded.at("/subject/storePath").asString());
        try (var target = driver(store).at(store).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(target);
            assertThat(listing.toString()).isEqualTo(fixture.listing());
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void leavesNothingBehindWithTheExtras(Fixture fixture) throws Exception {
        var upgraded = upgrade(fixture, true);

        var store = Path.of(upgraded.at("/subject/storePath").asString());
        var old = Path.of(upgraded.at("/subject/oldStore").asString());
        var work = Files.createDirectory(directory.resolve("work"));
        try (var source = new StoreRecords(driver(old).at(old).openSource());
                var target = driver(store).at(store).openTarget()) {
            var comparison = new Verification(source, work, Progress.NONE)
                    .target(target, () -> LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        }
    }

    /** Upgrades the store of a fixture, and stops the new server; returns the upgrade as it was before that. */
    private JsonNode upgrade(Fixture fixture, boolean extras) throws Exception {
        world = SandboxConsole.around(directory, fixture.unpackStore(Files.createDirectory(directory.resolve("set"))));
        console = RunningConsole.start(world.settings());
        var planned = console.post("/api/v1/upgrades", world.request(extras));
        assertThat(planned.status()).as(planned.response().body()).isEqualTo(201);
        var location = planned.header("Location");

        assertThat(console.post(location + "/run").status()).isEqualTo(202);
        var watcher = Watcher.of(console, location, "0");
        watcher.awaitEnd();

        var view = console.get(location).json();
        assertThat(view.path("state").asString())
                .as(String.join("\n", watcher.texts()))
                .isEqualTo("succeeded");
        var report = console.get(location + "/report").json();
        assertThat(report.path("phases")
                        .valueStream()
                        .map(it -> it.path("state").asString()))
                .containsOnly("succeeded");
        assertThat(report.path("verified").size()).isPositive();
        world.stopServer();
        assertThat(world.isRunning()).isFalse();
        return view;
    }

    private static FileStoreDriver driver(Path store) {
        return Files.isDirectory(store) ? new RocksDbStoreDriver() : new SqliteStoreDriver();
    }
}
