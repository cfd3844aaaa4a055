package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.Failure;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.Sha256;
import dev.drydock.host.SmallElf;
import dev.drydock.installation.Grade;
import dev.drydock.release.ReleaseServer;
import dev.drydock.release.VendorArchive;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ReleaseChoice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release from an address, in an archive, and one that somebody else installs. */
class ReleaseIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @BeforeEach
    void starts() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        world.startServer();
    }

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    private Path given() {
        return world.mail().resolve("release/stalwart-mail");
    }

    private Path program() {
        return world.mail().resolve("bin/stalwart-mail");
    }

    private String sum(byte[] content) throws Exception {
        return Sha256.of(Files.write(directory.resolve("content"), content));
    }

    private static String version(Path program) throws Exception {
        return new CommandRunner()
                .run(Command.of(program.toString(), "--version").withLimit(Duration.ofSeconds(60)))
                .output()
                .get(0);
    }

    @Test
    void isFetchedOverALineThatBreaksThriceAndTakenBack() throws Exception {
        var archive = VendorArchive.of(given());
        var bundle = "PK and more".getBytes(StandardCharsets.UTF_8);
        // The old configuration pins a bundle of its own, which would win.
        Files.writeString(
                world.configuration(), Files.readString(world.configuration()).replaceAll("(?m)^.*webadmin.*$", ""));
        try (var server = ReleaseServer.of(archive);
                var other = ReleaseServer.of(bundle);
                var upgrades = world.open()) {
            server.cut(3, archive.length / 5);
            var before = world.snapshot();
            var choice = ReleaseChoice.fetched(server.address().toString(), sum(archive))
                    .withWebadmin(other.address().toString(), sum(bundle));
            var upgrade = upgrades.plan(world.request().withRelease(choice));
            assertThat(upgrade.preflight().orElseThrow().findings())
                    .anyMatch(finding -> finding.grade() == Grade.PASS
                            && finding.code().equals("release.address")
                            && finding.text().contains(server.address().toString()))
                    .anyMatch(finding -> finding.code().equals("webadmin.fetched"));
            assertThat(upgrade.runbook()).contains("curl ", "sha256sum -c", "tar -xzOf");

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(server.asked())
                    .filteredOn(asked -> asked.range() != null)
                    .hasSize(3);
            assertThat(version(program())).isEqualTo("0.8.0");
            assertThat(program()).hasSameBinaryContentAs(given());
            assertThat(world.mail().resolve("webadmin-v0.8.0.zip")).hasBinaryContent(bundle);
            assertThat(Files.readString(world.configuration())).contains("webadmin-v0.8.0.zip");
            assertThat(upgrades.report(upgrade).verified())
                    .anyMatch(line -> line.contains(server.address().toString()));
            assertThat(upgrades.kept(upgrade).values()).contains("what was fetched");

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(version(program())).isEqualTo("0.7.3");
            assertThat(world.mail().resolve("webadmin-v0.8.0.zip")).doesNotExist();
            assertThat(upgrade.blueprint().home().resolve("fetched")).doesNotExist();
            assertThat(before.entries().keySet()).contains(Path.of("bin/stalwart-mail"));
        }
    }

    private Failure failure(byte[] content, String sum) throws Exception {
        try (var server = ReleaseServer.of(content);
                var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request()
                    .withRelease(ReleaseChoice.fetched(server.address().toString(), sum)));
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).isEqualTo(RunState.FAILED);
            assertThat(world.isRunning()).isTrue();
            var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(world.isRunning()).isTrue();
            return failure;
        }
    }

    @Test
    void isRefusedBeforeMailIsStopped() throws Exception {
        var before = world.snapshot();
        var good = VendorArchive.of(given());
        assertThat(failure(good, "ab".repeat(32)).code()).isEqualTo("release-sum");

        var astray = VendorArchive.of("../../../etc/cron.d/stalwart-mail", new byte[] {1});
        var refusal = failure(astray, sum(astray));
        assertThat(refusal.code()).isEqualTo("release-archive-member");
        assertThat(refusal.problem()).contains("../../../etc/cron.d/stalwart-mail");

        var foreign = VendorArchive.of("stalwart-mail", SmallElf.of(8, "/lib/ld.so.1"));
        assertThat(failure(foreign, sum(foreign)).problem()).contains("mips");

        var machine = System.getProperty("os.arch").equals("aarch64") ? 183 : 62;
        var musl = VendorArchive.of("stalwart-mail", SmallElf.of(machine, "/lib/ld-musl-nowhere.so.1"));
        assertThat(failure(musl, sum(musl)).code()).isEqualTo("release-loader");
        assertThat(world.snapshot().entries().keySet())
                .isEqualTo(before.entries().keySet());
    }

    @Test
    void isAwaitedWhereSomebodyElseInstallsIt() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request().withRelease(ReleaseChoice.installedElsewhere()));
            assertThat(upgrade.preflight().orElseThrow().findings())
                    .anyMatch(finding -> finding.code().equals("release.installed-elsewhere"));
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(upgrade.run().read(RunRecord::waiting).orElseThrow().what())
                    .isEqualTo("program");
            assertThat(version(program())).isEqualTo("0.7.3");

            Files.copy(given(), program(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(version(program())).isEqualTo("0.8.0");

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(version(program())).isEqualTo("0.7.3");
            assertThat(log(upgrades, upgrade)).contains("the package manager still believes");
        }
    }
}
