package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Listing;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Databases that a real v0.7.3 has left, upgraded and taken back through the REST interface alone. */
class SqlUpgradeIT {

    @TempDir
    private Path directory;

    private SandboxConsole world;
    private RunningConsole console;
    private KeptStore kept;

    @AfterEach
    void end() throws Exception {
        if (console != null) {
            console.close();
        }
        if (world != null) {
            world.stopServer();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatTheRealImportMadeAndComesBackToTheSame(SqlServerKind kind) throws Exception {
        kept = KeptStore.make(kind, Files.createDirectory(directory.resolve("work")));
        var before = kept.catalogue();
        var others = kept.others();
        assertThat(others).contains("account anna ", "alias bert ", "name anna ");
        var sum = kept.checksum(kept.store());
        world = SandboxConsole.on(directory, kind, kept.database());
        console = RunningConsole.start(world.settings());

        var location = plan(kind);
        assertThat(console.post(location + "/run").status()).isEqualTo(202);
        var view = awaitEnd(location, "succeeded");

        assertThat(view.at("/subject/oldStore").asString()).contains(kept.asideName());
        world.stopServer();
        var listing = new StringBuilder();
        try (var target = kept.store().openTarget()) {
            new Listing(listing).of(target);
        }
        assertThat(listing.toString().lines())
                .containsExactlyElementsOf(kept.fixture().listing().lines().toList());
        assertThat(kept.checksum(kept.old())).isEqualTo(sum);
        assertThat(kept.others()).as("what others have, beside the new store").isEqualTo(others);
        if (!kind.isPostgresql()) {
            assertThat(kept.collations()).containsExactly("utf8mb4 utf8mb4_unicode_ci ");
        }

        assertThat(console.post(location + "/rollback").status()).isEqualTo(202);
        awaitEnd(location, "rolled-back");
        world.stopServer();
        assertThat(kept.checksum(kept.store())).isEqualTo(sum);
        // What v0.8.0 has served is kept, and lies beside what was there before.
        kept.discardNew("drydock_v080_" + view.path("id").asString().replace('-', '_'));
        assertThat(kept.catalogue()).isEqualTo(before);
        assertThat(kept.others()).isEqualTo(others);
    }

    private String plan(SqlServerKind kind) throws Exception {
        var planned = console.post("/api/v1/upgrades", kind.withAdministrator(world.request(false)));
        assertThat(planned.status()).as(planned.response().body()).isEqualTo(201);
        return planned.header("Location");
    }

    private JsonNode awaitEnd(String location, String state) throws Exception {
        var view = SandboxConsole.await(console, location);
        assertThat(view.path("state").asString())
                .as(() -> lines(location) + view.path("failure"))
                .isEqualTo(state);
        return view;
    }

    private String lines(String location) {
        try {
            return console.get(location + "/lines").json().toPrettyString();
        } catch (Exception e) {
            return e.toString();
        }
    }
}
