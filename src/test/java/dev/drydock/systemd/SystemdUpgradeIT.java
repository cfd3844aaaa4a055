package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole upgrades over REST of a server that a real systemd runs. */
class SystemdUpgradeIT {

    @TempDir
    private Path directory;

    /** By a drop-in, with a port that only root may listen on, and a boot in between. */
    @Test
    void findsTheUnitAndUpgradesItAndComesBackToTheSame() throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            var low = lowPort();
            mail.configure(
                    text -> text.replaceAll("(?s)(\\[server\\.listener\\.imap].*?127\\.0\\.0\\.1:)\\d+", "$1" + low));
            mail.startServer();
            var before = mail.snapshot();
            var upgrade = PlannedUpgrade.of(mail.startConsole());
            assertThat(upgrade.findings("ports.low")).singleElement().asString().contains("CAP_NET_BIND_SERVICE");

            upgrade.run();
            upgrade.await("succeeded");

            assertThat(mail.property("User")).isEqualTo("stalwart-mail");
            assertThat(mail.property("AmbientCapabilities")).isEqualTo("cap_net_bind_service");
            assertThat(mail.isListening()).isTrue();
            assertThat(mail.file("/etc/systemd/system/stalwart-mail.service.d/50-drydock-hold.conf"))
                    .doesNotExist();
            assertThat(upgrade.log()).contains("Listener imap is on 127.0.0.1:" + low);
            mail.container().reboot();
            VendorInstallation.await("v0.8.0 serves after a boot", mail::isListening);
            upgrade.by(mail.startConsole()).goBack();

            assertThat(mail.isListening()).isTrue();
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    private static int lowPort() throws IOException {
        for (var port = 1023; port > 600; port--) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
        throw new IOException("no port below 1024 is free");
    }

    /** In the unit's own file, inside a sandbox, with what the vendor's container asks the program for. */
    @Test
    void changesTheUnitInPlaceAndComesBackToTheSame() throws Exception {
        var unit = VendorInstallation.UNIT_TEXT.replace("Restart=on-failure\n", """
                Restart=always
                ProtectSystem=strict
                PrivateTmp=yes
                ReadWritePaths=/opt/stalwart-mail
                Environment=RUN_AS_USER=stalwart-mail RUN_AS_GROUP=stalwart-mail LANG=C.UTF-8
                """);
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.ROCKSDB, unit)) {
            mail.startServer();
            var before = mail.snapshot();
            var upgrade = PlannedUpgrade.of(
                    mail.startConsole(),
                    "{\"config\": \"" + VendorInstallation.CONFIG
                            + "\", \"deployment\": {\"kind\": \"systemd\", \"unit\": \"stalwart-mail.service\","
                            + " \"change\": \"in-place\"}}",
                    "");

            upgrade.run();
            upgrade.await("succeeded");

            var file = mail.file("/etc/systemd/system/stalwart-mail.service");
            assertThat(Files.readString(file)).isEqualTo(unit.replace("SyslogIdentifier=stalwart-mail\n", """
                            SyslogIdentifier=stalwart-mail
                            User=stalwart-mail
                            Group=stalwart-mail
                            AmbientCapabilities=CAP_NET_BIND_SERVICE
                            UnsetEnvironment=RUN_AS_USER RUN_AS_GROUP
                            """));
            var process = mail.property("MainPID");
            assertThat(mail.container().run("cat", "/proc/" + process + "/environ"))
                    .contains("LANG=C.UTF-8")
                    .doesNotContain("RUN_AS_");
            upgrade.goBack();

            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    /** An installation that root owns and runs, and an account that is made for v0.8.0. */
    @Test
    void makesTheAccountAndGivesItItsFilesAndTakesAllBack() throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.configure(text -> text.replaceAll("server\\.run-as\\..*\\n", ""));
            mail.container().run("userdel", VendorInstallation.ACCOUNT);
            mail.container().run("chown", "-R", "root:root", VendorInstallation.ROOT);
            mail.startServer();
            var upgrade =
                    PlannedUpgrade.of(mail.startConsole(), ", \"runAs\": {\"user\": \"mailserver\", \"create\": true}");
            assertThat(upgrade.findings("unit.given")).isNotEmpty();
            // Where the stand-in, unlike the real server, keeps native libraries.
            var number = String.join("", upgrade.findings("unit.account-new")).replaceAll(".*number (\\d+).*", "$1");
            mail.container().run("install", "-d", "-o", number, VendorInstallation.ROOT + "/work-mailserver");
            var before = mail.snapshot();

            upgrade.run();
            upgrade.await("succeeded");

            assertThat(mail.property("User")).isEqualTo("mailserver");
            assertThat(mail.container().run("stat", "-c", "%U", VendorInstallation.CONFIG))
                    .isEqualTo("mailserver");
            assertThat(mail.isListening()).isTrue();
            upgrade.goBack();

            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    /** Something has changed between the trial and the start: systemd itself cannot start the program. */
    @Test
    void saysWhyItDoesNotStartAndHoldsItBackMeanwhile() throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.startServer();
            var upgrade = PlannedUpgrade.of(mail.startConsole());
            upgrade.runUntil("trial");
            var dropIn = "/etc/systemd/system/stalwart-mail.service.d/70-odd.conf";
            mail.container().write(dropIn, "[Service]\nGroup=nobodys\n");
            mail.container().run("systemctl", "daemon-reload");

            upgrade.run();
            upgrade.await("failed");

            assertThat(upgrade.view().path("failure").toString())
                    .contains("60-drydock.conf is not in effect", "Group= is nobodys", "70-odd.conf");

            mail.container().write(dropIn, "[Service]\nWorkingDirectory=/opt/missing\n");
            mail.container().run("systemctl", "daemon-reload");
            upgrade.run();
            upgrade.await("failed");

            assertThat(upgrade.view().path("failure").toString())
                    .contains("stalwart-mail.service does not stay up", "status 200 (CHDIR");
            mail.container().run("systemctl", "start", VendorInstallation.UNIT);
            assertThat(mail.property("ActiveState")).isNotEqualTo("active");
            assertThat(mail.property("ConditionResult")).isEqualTo("no");

            mail.container().run("rm", dropIn);
            mail.container().run("systemctl", "daemon-reload");
            upgrade.run();
            upgrade.await("succeeded");

            assertThat(mail.isListening()).isTrue();
        }
    }
}
