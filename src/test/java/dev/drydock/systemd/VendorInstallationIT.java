package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.web.ConsoleClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of upgrades under systemd stand on: were it not so, they would prove nothing. */
class VendorInstallationIT {

    private static final String CONSOLE = "drydock-console.service";

    @TempDir
    static Path directory;

    private static VendorInstallation mail;

    @BeforeAll
    static void boot() throws Exception {
        mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE);
    }

    @AfterAll
    static void switchOff() throws Exception {
        if (mail != null) {
            mail.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        mail.startServer();
    }

    @AfterEach
    void stopConsole() throws Exception {
        if (mail.isActive(CONSOLE)) {
            mail.stopConsole();
        }
    }

    @Test
    void isRunByTheUnitOfTheVendor() throws Exception {
        assertThat(mail.property("ActiveState")).isEqualTo("active");
        assertThat(mail.property("UnitFileState")).isEqualTo("enabled");
        assertThat(mail.property("FragmentPath")).isEqualTo("/etc/systemd/system/" + VendorInstallation.UNIT);
        assertThat(mail.property("ExecStart")).contains("--config=" + VendorInstallation.CONFIG);
        assertThat(mail.container().run("stat", "-c", "%U:%G %a", VendorInstallation.ROOT, VendorInstallation.CONFIG))
                .isEqualTo("stalwart-mail:stalwart-mail 755\nstalwart-mail:stalwart-mail 600");
        assertThat(mail.password()).isNotEmpty();
    }

    @Test
    void servesNoLongerOnceItIsStopped() throws Exception {
        mail.stopServer();

        assertThat(mail.property("ActiveState")).isEqualTo("inactive");
        VendorInstallation.await("nobody listens", () -> !mail.isListening());
        assertThat(mail.isServing()).isFalse();
    }

    @Test
    void servesInAUnitThatHidesMostOfTheMachine() throws Exception {
        mail.stopServer();
        mail.writeUnit(VendorInstallation.UNIT_TEXT.replace(
                "Restart=on-failure\n",
                "ProtectSystem=strict\nProtectHome=yes\nPrivateTmp=yes\nReadWritePaths=/opt/stalwart-mail\n"));

        mail.startServer();

        assertThat(mail.property("PrivateTmp")).isEqualTo("yes");
        mail.stopServer();
        mail.writeUnit(VendorInstallation.UNIT_TEXT);
    }

    @Test
    void isFoundByAConsoleInside() throws Exception {
        var console = mail.startConsole();

        var found = console.get("/api/v1/installation?config=" + VendorInstallation.CONFIG);

        assertThat(found.at("/program/version").asString())
                .as(found.toPrettyString())
                .isEqualTo("0.7.3");
        assertThat(found.path("root").asString()).isEqualTo(VendorInstallation.ROOT);
        assertThat(found.at("/runAs/user").asString()).isEqualTo(VendorInstallation.ACCOUNT);
        assertThat(found.path("processes").size()).isEqualTo(1);
        assertThat(found.at("/processes/0/pid").asString()).isEqualTo(mail.property("MainPID"));
    }

    @Test
    void startsAConsoleAgainThatWasKilled() throws Exception {
        var first = mail.startConsole();
        var address = first.address();
        mail.killConsole();

        var second = mail.startConsole();

        assertThat(second.address()).isNotEqualTo(address);
        assertThat(isAnswering(second)).isTrue();
    }

    @Test
    void looksTheSameAfterAStopAndAStart() throws Exception {
        var before = mail.snapshot();

        mail.stopServer();
        mail.startServer();

        assertThat(before.differences(mail.snapshot())).isEmpty();
        assertThat(mail.snapshot()).isEqualTo(before);
    }

    @Test
    void showsWhatHasChanged() throws Exception {
        var before = mail.snapshot();
        var config = mail.file(VendorInstallation.CONFIG);
        var dropIn = VendorInstallation.UNIT + ".d/other.conf";

        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        mail.container()
                .write("/etc/systemd/system/" + dropIn, "[Service]\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n");
        mail.container().run("systemctl", "daemon-reload");
        mail.container().run("useradd", "--system", "other");
        var changed = before.differences(mail.snapshot());
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        mail.container().run("rm", "-r", "/etc/systemd/system/" + VendorInstallation.UNIT + ".d");
        mail.container().run("systemctl", "daemon-reload");
        mail.container().run("userdel", "other");

        assertThat(changed)
                .anySatisfy(line -> assertThat(line).startsWith(VendorInstallation.ROOT + ": etc/config.toml: mode"))
                .anySatisfy(line -> assertThat(line).startsWith("/etc/systemd/system: " + dropIn + ": is new"))
                .anySatisfy(line -> assertThat(line).contains("AmbientCapabilities=", "is new"))
                .anySatisfy(line -> assertThat(line).contains("DropInPaths=", "is new"))
                .anySatisfy(line -> assertThat(line).startsWith("/etc/passwd: other:"));
        assertThat(before.differences(mail.snapshot())).as("but for times").allMatch(line -> line.contains(": time "));
    }

    @Test
    void servesByItselfAfterABoot() throws Exception {
        var before = mail.snapshot();
        mail.startConsole();

        mail.container().reboot();

        assertThat(mail.isActive(CONSOLE)).as("is of the boot before").isFalse();
        VendorInstallation.await("the server after a boot", mail::isServing);
        assertThat(isAnswering(mail.startConsole())).isTrue();
        assertThat(before.differences(mail.snapshot())).isEmpty();
    }

    private static boolean isAnswering(ConsoleClient console) throws Exception {
        return console.get("/api/v1/upgrades").has("upgrades");
    }
}
