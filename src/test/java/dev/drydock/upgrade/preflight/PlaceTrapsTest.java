package dev.drydock.upgrade.preflight;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.Ports;
import dev.drydock.installation.Grade;
import dev.drydock.store.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are taken, and places that are no good. */
class PlaceTrapsTest {

    @TempDir
    private Path temporary;

    private SmallInstallation installation;

    @BeforeEach
    void installs() throws Exception {
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-v0.7.3", "bin/stalwart-mail-v0.7.3", "etc/config.toml-v0.7.3"})
    void noticesANameThatWasTakenSinceThePlan(String name) throws Exception {
        var plan = installation.plan();
        Files.createFile(installation.root.resolve(name));

        var report = installation.look(plan);

        Trap.assertFound(report, Grade.FAIL, "names.taken", installation.root.resolve(name));
        Trap.assertNothingElse(report, "names.taken");
    }

    @Test
    void wantsAnEmptyDirectoryForTheExport() throws Exception {
        var export = Files.createDirectory(installation.tools.resolve("export"));
        Trap.assertFound(installation.exportsTo(export).look(), Grade.PASS, "names.export", export, "is empty");

        Files.createFile(export.resolve("blob"));
        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "names.export", export, "1 entry");
        Trap.assertNothingElse(report, "names.export");
    }

    @Test
    void keepsTheExportOutOfTheDataThatIsRenamed() throws Exception {
        var export = installation.data.resolve("export");

        var report = installation.exportsTo(export).look();

        Trap.assertFound(report, Grade.FAIL, "places.in-data", export, installation.data);
        Trap.assertNothingElse(report, "places.in-data");
    }

    @Test
    void saysHowFilesAreMovedWhereTheDirectoryHoldsMore() throws Exception {
        Files.createFile(installation.data.resolve("certificate.pem"));

        var report = installation.look();

        Trap.assertFound(report, Grade.NOTICE, "backup.way", "1 file of", installation.data.resolve("store-v0.7.3"));
        Trap.assertFound(report, Grade.NOTICE, "data.neighbours", "certificate.pem");
        Trap.assertNothingElse(report);
    }

    @Test
    void noticesThatTheDirectoryHoldsMoreThanWhenItWasPlanned() throws Exception {
        var plan = installation.plan();
        Files.createFile(installation.data.resolve("certificate.pem"));

        Trap.assertFound(installation.look(plan), Grade.FAIL, "backup.changed", installation.data);
    }

    @Test
    void saysWhereALinkLeads() throws Exception {
        var real = Files.move(installation.data, installation.tools.resolve("disk"));
        Files.createSymbolicLink(installation.data, real);

        var report = installation.look();

        Trap.assertFound(report, Grade.NOTICE, "data.link", real);
        Trap.assertFound(report, Grade.NOTICE, "backup.way", real.resolve("store-v0.7.3"));
        Trap.assertNothingElse(report);
    }

    @Test
    void doesNotTrustADirectoryOfSomebodyElse() throws Exception {
        assumeRoot();
        Files.setAttribute(installation.root.resolve("etc"), "unix:uid", 4711);

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "places.unsafe", installation.root.resolve("etc"), "4711");
        Trap.assertNothingElse(report, "places.unsafe");
    }

    @Test
    void noticesAFileSystemThatForbidsPrograms() throws Exception {
        try (var mount = Mount.tmpfs(installation.root.resolve("noexec"), "noexec")) {
            Files.copy(installation.program, mount.directory().resolve("stalwart-mail"), COPY_ATTRIBUTES);
            var plan = installation
                    .startedFrom(mount.directory().resolve("stalwart-mail"))
                    .plan();

            var report = installation.look(plan);

            Trap.assertFound(report, Grade.FAIL, "program.noexec", mount.directory(), "remount,exec");
        }
    }

    @Test
    void noticesAFileSystemThatCannotBeWritten() throws Exception {
        var plan = installation.plan();
        try (var mount = Mount.readOnly(installation.root.resolve("etc"), installation.root.resolve("etc"))) {
            var report = installation.look(plan);

            Trap.assertFound(report, Grade.FAIL, "places.not-writable", mount.directory());
            Trap.assertNothingElse(report, "places.not-writable");
        }
    }

    @Test
    void saysThatAMountCannotBeRenamed() throws Exception {
        var files = Files.move(installation.data, installation.tools.resolve("data"));
        try (var mount = Mount.tmpfs(installation.data, "size=64m")) {
            Files.copy(files.resolve(installation.store.getFileName().toString()), installation.store);

            var report = installation.look();

            Trap.assertFound(report, Grade.NOTICE, "data.mount-point", mount.directory());
            Trap.assertFound(report, Grade.NOTICE, "backup.way", "on the same mount");
            Trap.assertNothingElse(report);
        }
    }

    @Test
    void noticesAnImmutableProgram() throws Exception {
        assumeTrue(attribute("+i"), "attributes can be set here");
        try {
            var report = installation.look();

            Trap.assertFound(report, Grade.FAIL, "protection.immutable", installation.program, "chattr -i");
            Trap.assertNothingElse(report, "protection.immutable");
        } finally {
            assertThat(attribute("-i")).isTrue();
        }
    }

    @Test
    void takesItsOwnNamesForItsOwnOnceItHasBegun() throws Exception {
        var plan = installation.plan();
        Files.createDirectory(plan.staging());
        Files.createDirectory(plan.exportDirectory());

        var report = installation.look(plan);

        Trap.assertFound(report, Grade.NOTICE, "upgraded.under-way", plan.id());
        Trap.assertFound(report, Grade.SKIP, "names.taken");
        Trap.assertNothingElse(report);
    }

    private boolean attribute(String change) throws Exception {
        var chattr = Path.of("/usr/bin/chattr");
        return Files.isExecutable(chattr)
                && new ProcessBuilder(List.of(chattr.toString(), change, installation.program.toString()))
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
    }

    static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be several accounts");
    }
}
