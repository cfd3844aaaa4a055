package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.AccessListGrant;
import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.Ports;
import dev.drydock.host.Rights;
import dev.drydock.installation.Grade;
import dev.drydock.store.Mount;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as certbot keeps them, behind links and directories that only root may enter, opened and closed again. */
class OpenedKeysTest {

    @TempDir
    private Path temporary;

    private final CommandRunner runner = new CommandRunner();
    private SmallInstallation installation;

    @BeforeEach
    void installsForAnAccount() throws Exception {
        PlaceTrapsTest.assumeRoot();
        assumeTrue(AccessListGrant.isPossible(), "setfacl and getfacl are not here");
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1)).runningAs("nobody");
        for (var path : List.of(installation.root.resolve("logs"), installation.data, installation.store)) {
            Files.setAttribute(path, "unix:uid", (int) Account.of("nobody").uid());
            Files.setAttribute(path, "unix:gid", (int) Account.of("nobody").gid());
        }
    }

    private static void mode(Path path, String mode) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Returns the key as a configuration names it. */
    private Path certbot(Path root) throws Exception {
        var live = Files.createDirectories(root.resolve("live/mail"));
        var archive = Files.createDirectories(root.resolve("archive/mail"));
        var key = Files.writeString(archive.resolve("privkey1.pem"), "-----BEGIN PRIVATE KEY-----");
        mode(root.resolve("live"), "rwx------");
        mode(root.resolve("archive"), "rwx------");
        mode(key, "rw-------");
        var link = Files.createSymbolicLink(live.resolve("privkey.pem"), Path.of("../../archive/mail/privkey1.pem"));
        installation.configure("certificate.default.private-key = \"%{file:" + link + "}%\"\n");
        return link;
    }

    private static Upgrade prepared(Upgrades upgrades, SmallInstallation installation) throws Exception {
        var upgrade = upgrades.plan(installation.request());
        upgrades.run(upgrade, "prepare");
        upgrades.await(upgrade);
        assertThat(upgrade.run().read(RunRecord::state))
                .as(String.valueOf(upgrade.run().read(RunRecord::failure)))
                .isEqualTo(RunState.WAITING);
        return upgrade;
    }

    private boolean canRead(Path key) throws Exception {
        var rights = new Rights(runner, Account.of("nobody"), Account.current());
        return rights.closedAbove(key).isEmpty() && rights.canRead(key);
    }

    /** Owners, modes and access control lists of everything. */
    private Map<String, String> listing(Path root) throws Exception {
        var listing = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (!Files.isSymbolicLink(file)) {
                    listing.put(
                            file.toString(),
                            String.join(
                                            "\n",
                                            runner.run(Command.of("getfacl", "-pn", file.toString()))
                                                    .output())
                                    + Files.getLastModifiedTime(file));
                }
            }
        }
        return listing;
    }

    @ParameterizedTest
    @ValueSource(strings = {"acl", "group"})
    void areOpenedToTheAccountAndClosedAgain(String way) throws Exception {
        var root = Files.createDirectory(installation.tools.resolve("letsencrypt"));
        opensAndCloses(way, root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acl", "group"})
    void areOpenedOnAFileSystemInMemory(String way) throws Exception {
        try (var mount = Mount.tmpfs(installation.tools.resolve("letsencrypt"), "size=1m,mode=755")) {
            opensAndCloses(way, mount.directory());
        }
    }

    private void opensAndCloses(String way, Path root) throws Exception {
        var key = certbot(root);
        Trap.assertFound(installation.look(), Grade.FAIL, "rights.file", key, "keys: acl");
        installation.openingKeys(way);
        var report = installation.look();
        Trap.assertFound(report, Grade.NOTICE, "rights.file-to-open", key, "renewal-hooks/deploy");
        Trap.assertNothingElse(report);
        var before = listing(root);
        try (var upgrades = installation.open()) {
            var upgrade = prepared(upgrades, installation);

            assertThat(canRead(key)).isTrue();
            assertThat(Files.getPosixFilePermissions(root.resolve("archive")))
                    .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);
            assertThat(listing(root).get(root.resolve("live/mail").toString()))
                    .as("what was open is left alone")
                    .isEqualTo(before.get(root.resolve("live/mail").toString()));

            opensWhatARenewalMakes(upgrade, root, key);

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(upgrade.run().read(RunRecord::state)).isEqualTo(RunState.ROLLED_BACK);
            Files.delete(key);
            Files.delete(root.resolve("archive/mail/privkey2.pem"));
            Files.setLastModifiedTime(root.resolve("live/mail"), FileTime.fromMillis(0));
            Files.setLastModifiedTime(root.resolve("archive/mail"), FileTime.fromMillis(0));
            before.replaceAll((path, state) -> path.endsWith("/mail") ? state.replaceAll("\\d{4}-.*Z$", "") : state);
            var after = listing(root);
            after.replaceAll((path, state) -> path.endsWith("/mail") ? state.replaceAll("\\d{4}-.*Z$", "") : state);
            assertThat(after).isEqualTo(before);
            try (var left = Files.list(upgrade.blueprint().home())) {
                assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("keys"));
            }
        }
    }

    private void opensWhatARenewalMakes(Upgrade upgrade, Path root, Path key) throws Exception {
        var renewed = Files.writeString(root.resolve("archive/mail/privkey2.pem"), "-----BEGIN PRIVATE KEY-----");
        mode(renewed, "rw-------");
        Files.delete(key);
        Files.createSymbolicLink(key, Path.of("../../archive/mail/privkey2.pem"));
        assertThat(canRead(key)).isFalse();

        var hook = upgrade.blueprint().home().resolve("keys-renewed.sh");
        runner.run(Command.of(hook.toString())).orFail("Run the hook");

        assertThat(canRead(key)).isTrue();
    }

    @Test
    void areClosedByTheRescueScript() throws Exception {
        var root = Files.createDirectory(installation.tools.resolve("letsencrypt"));
        var key = certbot(root);
        installation.openingKeys("acl");
        var before = listing(root);
        try (var upgrades = installation.open()) {
            var upgrade = prepared(upgrades, installation);
            assertThat(canRead(key)).isTrue();

            runner.run(Command.of(
                            "sh",
                            upgrade.blueprint().home().resolve("keys-back.sh").toString()))
                    .orFail("Close the keys");

            assertThat(listing(root)).isEqualTo(before);
            assertThat(upgrade.runbook())
                    .contains("setfacl -m u:" + Account.of("nobody").uid() + ":x");
        }
    }

    @Test
    void areNotTakenFromAnotherGroup() throws Exception {
        var root = Files.createDirectory(installation.tools.resolve("letsencrypt"));
        var key = certbot(root);
        var real = key.toRealPath();
        Files.setAttribute(real, "unix:gid", (int) Account.of("daemon").gid());
        mode(real, "rw-r-----");
        installation.openingKeys("group");
        try (var upgrades = installation.open()) {
            var upgrade = upgrades.plan(installation.request());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);

            assertThat(upgrade.run().read(RunRecord::failure).orElseThrow().problem())
                    .contains(real.toString(), "would lose it");
        }
    }
}
