package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.web.ConsoleClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What forbids the upgrade of a unit is said before the stop, with its name and what to do. */
class SystemdPreflightIT {

    private static final String UNIT = "/etc/systemd/system/" + VendorInstallation.UNIT;

    @TempDir
    static Path directory;

    private static VendorInstallation mail;
    private static ConsoleClient console;

    @BeforeAll
    static void boot() throws Exception {
        mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE);
        console = mail.startConsole();
    }

    @AfterAll
    static void switchOff() throws Exception {
        if (mail != null) {
            mail.close();
        }
    }

    @AfterEach
    void restore() throws Exception {
        mail.container().run("chattr", "-i", UNIT);
        mail.container().run("rm", "-rf", UNIT + ".d");
        mail.writeUnit(VendorInstallation.UNIT_TEXT);
    }

    private static void dropIn(String name, String text) throws Exception {
        mail.container().write(UNIT + ".d/" + name, text);
        mail.container().run("systemctl", "daemon-reload");
    }

    private static PlannedUpgrade inPlace() throws Exception {
        return PlannedUpgrade.of(
                console,
                "{\"config\": \"" + VendorInstallation.CONFIG
                        + "\", \"deployment\": {\"kind\": \"systemd\", \"change\": \"in-place\"}}",
                "");
    }

    @Test
    void namesADropInThatWinsWithAnotherUser() throws Exception {
        dropIn("override.conf", "[Service]\nUser=daemon\n");

        // Without a word about the account it is that of the unit, and nothing is in the way.
        assertThat(PlannedUpgrade.of(console).findings("unit.overridden")).isEmpty();
        var asked = PlannedUpgrade.of(console, ", \"runAs\": {\"user\": \"stalwart-mail\"}");

        assertThat(asked.findings("unit.overridden"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains(UNIT + ".d/override.conf sets User=daemon", "systemctl edit");
    }

    @Test
    void refusesToEditAFileThatMayNotBeWritten() throws Exception {
        assertThat(inPlace().findings("unit.file")).isEmpty();
        mail.container().run("chattr", "+i", UNIT);

        assertThat(inPlace().findings("unit.file"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains(UNIT, "immutable", "drop-in");
        assertThat(PlannedUpgrade.of(console).findings("unit.file")).isEmpty();
    }

    @Test
    void triesTheSandbox() throws Exception {
        dropIn("10-strict.conf", "[Service]\nProtectSystem=strict\nReadWritePaths=/opt/stalwart-mail/logs\n");

        assertThat(PlannedUpgrade.of(console).findings("unit.sandbox"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("/opt/stalwart-mail/data", "ReadWritePaths=");

        dropIn("20-open.conf", "[Service]\nReadWritePaths=/opt/stalwart-mail\n");

        assertThat(PlannedUpgrade.of(console).findings("unit.sandbox"))
                .singleElement()
                .asString()
                .startsWith("pass");
    }

    @Test
    void namesWhatElseCannotBe() throws Exception {
        dropIn("10.conf", "[Service]\nCapabilityBoundingSet=CAP_CHOWN\n");
        assertThat(PlannedUpgrade.of(console).findings("unit.capability")).hasSize(1);

        dropIn("10.conf", "[Service]\nDynamicUser=yes\n");
        assertThat(PlannedUpgrade.of(console).findings("unit.elsewhere"))
                .singleElement()
                .asString()
                .contains("DynamicUser=yes");

        Files.createDirectories(mail.file("/opt/other"));
        mail.container().run("cp", "/opt/stalwart-mail/bin/stalwart-mail", "/opt/other/server");
        mail.container().run("rm", "-rf", UNIT + ".d");
        mail.writeUnit(
                VendorInstallation.UNIT_TEXT.replace("/opt/stalwart-mail/bin/stalwart-mail", "/opt/other/server"));
        assertThat(PlannedUpgrade.of(console).findings("unit.command"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("/opt/other/server");
    }

    @Test
    void saysWhichUnitsThereAre() throws Exception {
        mail.container().write("/etc/systemd/system/second.service", VendorInstallation.UNIT_TEXT);
        mail.container().run("systemctl", "daemon-reload");
        try {
            var refused = console.post(
                    "/api/v1/upgrades", "{\"installation\": {\"config\": \"" + VendorInstallation.CONFIG + "\"}}");

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("deployment-unknown", "second.service", VendorInstallation.UNIT);
        } finally {
            mail.container().run("rm", "/etc/systemd/system/second.service");
            mail.container().run("systemctl", "daemon-reload");
        }
    }
}
