package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.Account;
import dev.drydock.host.Ports;
import dev.drydock.installation.Grade;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.upgrade.EditedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What root could read and write, and the account that v0.8.0 runs as cannot; for root, who can be both. */
class RightsTrapsTest {

    @TempDir
    private Path temporary;

    private SmallInstallation installation;

    @BeforeEach
    void installsForAnAccount() throws Exception {
        PlaceTrapsTest.assumeRoot();
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1)).runningAs("nobody");
        give(installation.root.resolve("logs"));
        give(installation.data);
        give(installation.store);
    }

    private static void give(Path path) throws Exception {
        Files.setAttribute(path, "unix:uid", (int) Account.of("nobody").uid());
        Files.setAttribute(path, "unix:gid", (int) Account.of("nobody").gid());
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void findsNothingWhereTheAccountMayDoAllItMust() throws Exception {
        var report = installation.look();

        Trap.assertNothingElse(report);
        Trap.assertFound(report, Grade.PASS, "console.run-as", "nobody");
        Trap.assertFound(report, Grade.PASS, "release.version", "asked as nobody");
    }

    @Test
    void noticesAConfigurationThatOnlyRootMayRead() throws Exception {
        mode(installation.config, "rw-------");

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "rights.configuration", installation.config, "nobody", "chgrp");
        Trap.assertNothingElse(report, "rights.configuration");
    }

    @Test
    void saysThatItOpensTheConfigurationToItsGroup() throws Exception {
        mode(installation.config, "rw-------");
        Files.setAttribute(
                installation.config, "unix:gid", (int) Account.of("nobody").gid());

        var report = installation.look();

        Trap.assertFound(report, Grade.NOTICE, "rights.configuration", installation.config);
        Trap.assertNothingElse(report);
    }

    @Test
    void noticesAKeyOfACertificateInTheStoreThatTheAccountMayNotRead() throws Exception {
        var key = Files.writeString(installation.tools.resolve("privkey.pem"), "key");
        mode(key, "rw-------");
        var setting = new SettingKey("certificate.web.private-key".getBytes(StandardCharsets.UTF_8));
        var value = ("%{file://" + key + "}%").getBytes(StandardCharsets.UTF_8);
        EditedStore.write(
                installation.store,
                EditedStore.Values.SAME,
                writer -> writer.put(Space.VALUES, setting.encode(), value));
        give(installation.data);
        give(installation.store);

        var report = installation.look();
        var looked = new StoppedStoreLook().look(installation.yard(installation.plan()), Progress.NONE);

        Trap.assertFound(
                report, Grade.FAIL, "rights.file", "certificate.web.private-key (in the store)", key, "self-signed");
        Trap.assertNothingElse(report, "rights.file");
        assertThat(looked).anyMatch(finding -> finding.code().equals("rights.file") && finding.grade() == Grade.FAIL);
    }

    @Test
    void noticesAKeyInADirectoryThatTheAccountMayNotEnter() throws Exception {
        var live = Files.createDirectory(installation.tools.resolve("letsencrypt"));
        var key = Files.writeString(live.resolve("privkey.pem"), "key");
        mode(live, "rwx------");
        installation.configure("certificate.default.cert = \"%{file:" + key + "}%\"\n"
                + "certificate.default.private-key = \"%{file:" + key + "}%\"\n");

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "rights.file", key, live, "certificate.default", "setfacl", "self-signed");
        Trap.assertNothingElse(report, "rights.file");
    }

    @Test
    void noticesAFileThatIsClosedItself() throws Exception {
        var secret = Files.writeString(installation.tools.resolve("secret"), "secret");
        mode(secret, "rw-------");
        installation.configure("authentication.fallback-admin.user = \"admin\"\n"
                + "authentication.fallback-admin.secret = \"%{file:" + secret + "}%\"\n");

        Trap.assertFound(installation.look(), Grade.FAIL, "rights.file", secret, "line 2");
    }

    @Test
    void noticesLogsThatCannotBeWritten() throws Exception {
        var logs = installation.root.resolve("logs");
        Files.setAttribute(logs, "unix:uid", 0);

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "rights.log", logs, "nobody");
        Trap.assertNothingElse(report, "rights.log");
    }

    @Test
    void noticesALogFileOfRootInADirectoryOfTheAccount() throws Exception {
        var file = Files.createFile(installation.root.resolve("logs").resolve("stalwart.log.2026-11-23"));

        Trap.assertFound(installation.look(), Grade.FAIL, "rights.log", file, "chown nobody");
    }

    @Test
    void noticesAClosedDirectoryAboveTheData() throws Exception {
        mode(installation.root, "rwx------");

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "rights.data", installation.root);
        Trap.assertFound(report, Grade.FAIL, "program.rights", installation.root);
        Trap.assertFound(report, Grade.FAIL, "rights.configuration", installation.root);
    }

    @Test
    void noticesAnotherStoreThatCannotBeWritten() throws Exception {
        var blobs = Files.createDirectory(installation.root.resolve("blobs"));
        installation.configure(
                "store.files.type = \"fs\"\nstore.files.path = \"" + blobs + "\"\n", java.util.Map.of("blob", "files"));

        Trap.assertFound(installation.look(), Grade.FAIL, "rights.store", blobs, "nobody", "files");
    }

    @Test
    void noticesAStartThatTheAccountMayNotExecute() throws Exception {
        mode(installation.tools.resolve("start"), "rwx------");

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "commands.program", installation.tools.resolve("start"), "nobody");
        Trap.assertFound(report, Grade.SKIP, "commands.probe");
    }

    @Test
    void warnsOfADirectoryOfTheAccountThatRootWritesIn() throws Exception {
        give(installation.root);

        var report = installation.look();

        Trap.assertFound(report, Grade.WARN, "places.owner", installation.root, "belongs to user");
        Trap.assertNothingElse(report, "places.owner");
    }

    @Test
    void noticesAnExportThatTheExporterCannotReach() throws Exception {
        installation.configure("server.run-as.user = \"nobody\"\n");
        var closed = Files.createDirectory(installation.tools.resolve("closed"));
        mode(closed, "rwx------");

        var report = installation.exportsTo(closed.resolve("export")).look();

        Trap.assertFound(report, Grade.FAIL, "places.export-closed", closed, "nobody");
        Trap.assertFound(report, Grade.NOTICE, "console.run-as", "ignores server.run-as", "nobody");
        assertThat(Trap.grave(report)).containsExactly("places.export-closed");
    }

    @Test
    void warnsOfAnotherAccountThanTheConfigurationNames() throws Exception {
        installation.configure("server.run-as.user = \"daemon\"\n");

        Trap.assertFound(installation.look(), Grade.WARN, "console.run-as", "daemon", "nobody");
    }

    @Test
    void saysWhatAConsoleWithoutRightsCannotDo() throws Exception {
        var plan = installation.plan();
        var yard = installation.yard(plan);
        var found = yard.detection().detect(dev.drydock.installation.DetectionRequest.of(installation.config));
        var scene = new Scene(
                yard,
                found,
                installation.kernel,
                Account.of("daemon"),
                Stage.BEFORE,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                installation.readingLimit,
                Progress.NONE);

        assertThat(new ConsoleCheck().look(scene))
                .anyMatch(finding -> finding.grade() == Grade.FAIL
                        && finding.code().equals("console.account")
                        && finding.text().contains("daemon")
                        && finding.text().contains("nobody"));
    }
}
