package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.systemd.PlannedUpgrade;
import dev.drydock.systemd.VendorInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real programs as a real unit, as the vendor's install script leaves it: there, over a boot, and back. */
@WithRealPrograms
class RealSystemdIT {

    @TempDir
    private Path directory;

    @Test
    void upgradesServesOverABootAndGoesBack() throws Exception {
        var laidOut = new AtomicReference<ServerConfiguration>();
        try (var names = new NameServer(Map.of());
                var mail = VendorInstallation.boot(directory, machine -> laidOut.set(layOut(machine, names.port())))) {
            var server = laidOut.get();
            mail.container().run("systemctl", "start", "stalwart-mail");
            VendorInstallation.await("the server listens", mail::isListening);
            assertThat(user(mail)).isEqualTo("990");
            var before = Shown.by(server);
            var unitBefore = mail.property("DropInPaths");
            var upgrade = PlannedUpgrade.of(mail.startConsole());
            upgrade.giveCredentials("admin", "fixture-admin-secret");

            upgrade.run();
            upgrade.await("succeeded");

            var report = upgrade.console().get(upgrade.path() + "/report");
            Observed.note("upgrade of a unit, ROCKSDB, " + RealRestUpgradeIT.times(report));
            report.path("notVerified").valueStream().forEach(line -> note("not verified: " + line.asString()));
            assertThat(user(mail)).isEqualTo("990");
            Shown.by(server).requireSameAs(before);
            mail.container().reboot();
            VendorInstallation.await("v0.8.0 serves after a boot", mail::isListening);
            Shown.by(server).requireSameAs(before);

            var again = upgrade.by(mail.startConsole());
            again.goBack();

            Observed.note("taken back, unit, ROCKSDB, "
                    + RealRestUpgradeIT.times(again.console().get(again.path() + "/report")));
            VendorInstallation.await("v0.7.3 serves again", mail::isListening);
            Shown.by(server).requireSameAs(before);
            assertThat(mail.property("DropInPaths")).isEqualTo(unitBefore);
            assertThat(mail.file(VendorInstallation.ROOT + "/bin/stalwart-mail"))
                    .hasSameBinaryContentAs(RealProgram.V0_7_3.path());
        }
    }

    /** An installation has absolute paths, which are others inside the container. */
    private static ServerConfiguration layOut(VendorInstallation mail, int nameServer) throws Exception {
        var root = mail.file(VendorInstallation.ROOT);
        var installation = RealInstallation.of(
                Fixture.ROCKSDB,
                Files.createDirectory(root),
                Instant.now(),
                Options.DEFAULT.withNameServer(nameServer));
        var config = installation.configuration().file();
        Files.writeString(
                config,
                "server.run-as.user = \"stalwart-mail\"\nserver.run-as.group = \"stalwart-mail\"\n"
                        + Files.readString(config).replace(root.toString(), VendorInstallation.ROOT));
        Files.createDirectory(root.resolve("logs"));
        Files.copy(RealProgram.V0_8_0.path(), mail.file(VendorInstallation.RELEASE));
        mail.container().run("chmod", "0755", VendorInstallation.RELEASE);
        mail.install(VendorInstallation.UNIT_TEXT);
        return installation.configuration();
    }

    private static String user(VendorInstallation mail) throws Exception {
        return mail.container().run("stat", "-c", "%u", "/proc/" + mail.property("MainPID"));
    }

    private static void note(String line) {
        try {
            Observed.note(line);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
