package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.Ports;
import dev.drydock.host.Sha256;
import dev.drydock.host.SmallElf;
import dev.drydock.installation.Grade;
import dev.drydock.release.VendorArchive;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ReleaseChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new program that is missing, changed, or not the one for this machine and this upgrade. */
class ReleaseTrapsTest {

    @TempDir
    private Path temporary;

    private SmallInstallation installation;

    @BeforeEach
    void installs() throws Exception {
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1));
    }

    @Test
    void saysWhoseTheProgramIs() throws Exception {
        Trap.assertFound(
                installation.look(), Grade.PASS, "program.package", installation.program, "belongs to no package");
    }

    @Test
    void warnsOfAnAddressThatCannotBeHadAndStillAllowsTheStart() throws Exception {
        var sum = "ab".repeat(32);
        var report = installation
                .released(ReleaseChoice.fetched("http://127.0.0.1:1/stalwart-mail.tar.gz", sum))
                .look();

        Trap.assertFound(
                report, Grade.WARN, "release.address", "http://127.0.0.1:1/stalwart-mail.tar.gz", sum, "proxy");
        assertThat(report.allowsStart()).isTrue();
    }

    @Test
    void saysThatAnArchiveIsUnpackedLater() throws Exception {
        Files.write(installation.release, VendorArchive.of("stalwart-mail", new byte[] {1}));

        var report = installation.look();

        Trap.assertFound(report, Grade.SKIP, "release.architecture", installation.release, "is an archive");
        Trap.assertNothingElse(report);
    }

    @Test
    void saysThatSomebodyElseInstalls() throws Exception {
        var report = installation.released(ReleaseChoice.installedElsewhere()).look();

        Trap.assertFound(report, Grade.NOTICE, "release.installed-elsewhere", installation.program);
        assertThat(report.allowsStart()).isTrue();
    }

    @Test
    void missesARelease() throws Exception {
        var report = installation.withoutRelease().look();

        Trap.assertFound(report, Grade.FAIL, "release.unnamed", "release.file");
        Trap.assertNothingElse(report, "release.unnamed");
        assertThat(report.allowsStart()).isFalse();
    }

    @Test
    void believesASumThatWasGiven() throws Exception {
        var sum = Sha256.of(installation.release);

        Trap.assertFound(installation.withSum(sum).look(), Grade.PASS, "release.sum", sum);
    }

    @Test
    void noticesAFileThatHasChangedOrGoneSinceThePlan() throws Exception {
        var plan = installation.plan();

        SmallInstallation.script(installation.release, "echo 0.8.0 # and more");
        Trap.assertFound(
                installation.look(plan),
                Grade.FAIL,
                "release.changed",
                installation.release,
                Sha256.of(installation.release));
        Files.delete(installation.release);
        Trap.assertFound(installation.look(plan), Grade.FAIL, "release.unreadable", installation.release);
    }

    @ParameterizedTest
    @CsvSource({"echo 0.9.0, 0.9.0", "echo 0.7.3, 0.7.3", "echo hello, hello", "exit 3, status 3"})
    void refusesAnotherVersion(String answer, String word) throws Exception {
        SmallInstallation.script(installation.release, answer);

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "release.version", installation.release, word);
        Trap.assertNothingElse(report, "release.version");
    }

    @Test
    void saysThatItDidNotAskAProgramThatMayNotBeStarted() throws Exception {
        Files.setPosixFilePermissions(installation.release, PosixFilePermissions.fromString("rw-r--r--"));

        var report = installation.look();

        Trap.assertFound(report, Grade.SKIP, "release.version", installation.release);
        Trap.assertNothingElse(report);
    }

    @Test
    void asksAnotherProgramOfThisMachineAndHearsThatItIsNone() throws Exception {
        Files.copy(Path.of("/bin/true").toRealPath(), installation.release, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(installation.release, PosixFilePermissions.fromString("rwxr-xr-x"));

        var report = installation.look();

        Trap.assertFound(report, Grade.PASS, "release.architecture", installation.release);
        Trap.assertFound(report, Grade.FAIL, "release.version", "is unknown, not 0.8.0");
        Trap.assertNothingElse(report, "release.version");
    }

    @Test
    void refusesAProgramOfAnotherMachine() throws Exception {
        Files.write(installation.release, SmallElf.of(8, "/lib/ld-x"));

        Trap.assertFound(
                installation.look(), Grade.FAIL, "release.architecture", "mips", System.getProperty("os.arch"));
    }

    @Test
    void refusesAProgramWhoseLoaderIsNotHere() throws Exception {
        var machine = System.getProperty("os.arch").equals("aarch64") ? 183 : 62;
        Files.write(installation.release, SmallElf.of(machine, "/lib/ld-nowhere.so.1"));

        Trap.assertFound(installation.look(), Grade.FAIL, "release.loader", "/lib/ld-nowhere.so.1");
    }

    @Test
    void refusesADamagedProgram() throws Exception {
        Files.write(installation.release, new byte[] {0x7F, 'E', 'L', 'F', 2, 1});

        Trap.assertFound(installation.look(), Grade.FAIL, "release.damaged", installation.release);
    }

    @Test
    void saysWhetherTheWebAdministrationIsPinned() throws Exception {
        Trap.assertFound(installation.look(), Grade.NOTICE, "webadmin.not-pinned", "60 seconds");

        var bundle = Files.write(installation.tools.resolve("webadmin.zip"), new byte[] {'P', 'K'});
        Trap.assertFound(installation.withWebadmin(bundle).look(), Grade.PASS, "webadmin.pinned", bundle);

        installation.configure("config.resource.webadmin = \"file:///nowhere/webadmin.zip\"\n");
        Trap.assertFound(installation.look(), Grade.FAIL, "webadmin.missing", "/nowhere/webadmin.zip");
    }
}
