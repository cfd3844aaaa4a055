package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ExportChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that are there when they are to be made: half made by a console that was killed, or named by somebody. */
class PreparedDirectoriesIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @BeforeEach
    void create() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void finishesWhatAKillHasLeftHalfMade() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);
            // As they are before they are given to their owners.
            var half = PosixFilePermissions.fromString("rwx------");
            Files.setPosixFilePermissions(upgrade.blueprint().staging(), half);
            Files.setPosixFilePermissions(
                    upgrade.blueprint().exportDirectory(), PosixFilePermissions.fromString("rwxr-xr-x"));

            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(mode(upgrade.blueprint().staging())).isEqualTo("rwx--x--x");
            assertThat(mode(upgrade.blueprint().exportDirectory())).isEqualTo("rwx------");
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(upgrade.blueprint().exportDirectory())
                    .as("ours, though it was there the second time")
                    .doesNotExist();
        }
    }

    @Test
    void givesANamedDirectoryItsOwnTimeBack() throws Exception {
        var export = Files.createDirectory(world.mail().resolve("my-export"));
        Files.setPosixFilePermissions(export, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(export, FileTime.fromMillis(1_700_000_000_000L));
        var before = world.snapshot();
        var least = world.request();
        var request = new UpgradeRequest(
                least.installation(), least.release(), null, new ExportChoice(export), null, null, null);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(request);
            upgrades.run(upgrade, "export");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }
}
