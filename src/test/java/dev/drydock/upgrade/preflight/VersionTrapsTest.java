package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SavedRecords;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.Ports;
import dev.drydock.installation.Grade;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.TargetRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions: those that cannot be upgraded, and what was upgraded already. */
class VersionTrapsTest {

    @TempDir
    private Path temporary;

    private SmallInstallation installation;

    @BeforeEach
    void installs() throws Exception {
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0.6.0, program.version-too-old, stalwart-cli",
        "0.7.2, program.version-before-source, put the program of v0.7.3 in its place",
        "0.8.0, program.version-not-older, do not start this program on it"
    })
    void refusesOtherVersionsAndSaysTheWay(String version, String code, String way) throws Exception {
        SmallInstallation.script(installation.program, "echo " + version);

        var report = installation.look();

        assertThat(Trap.assertFound(report, Grade.FAIL, code, "v" + version).whatToDo())
                .contains(way);
        Trap.assertNothingElse(report, code);
    }

    @Test
    void knowsAnUpgradedInstallationAndWhatIsLeftOfIt() throws Exception {
        var plan = installation.plan();
        Files.move(installation.data, plan.store().onDisk().old());
        Files.createDirectory(installation.data);
        convert(installation.driver(), plan.store().onDisk().oldPath());
        Files.move(installation.program, plan.program().old());
        SmallInstallation.script(installation.program, "echo 0.8.0");

        var report = installation.look(plan);

        Trap.assertFound(
                report,
                Grade.PASS,
                "upgraded.done",
                "v0.8.0",
                plan.store().onDisk().old());
        Trap.assertFound(report, Grade.PASS, "program.version", "v0.8.0");
        Trap.assertFound(report, Grade.PASS, "data.state", "v0.8.0");
        Trap.assertFound(
                report,
                Grade.NOTICE,
                "upgraded.left",
                plan.store().onDisk().old(),
                plan.program().old(),
                "MiB");
        Trap.assertFound(report, Grade.SKIP, "upgraded.way");
        Trap.assertNothingElse(report);
    }

    @Test
    void refusesAStoreThatIsUpgradedAlready() throws Exception {
        var plan = installation.plan();
        var old = installation.tools.resolve("old");
        Files.move(installation.data, old);
        Files.createDirectory(installation.data);
        convert(
                installation.driver(),
                old.resolve(installation.store.getFileName().toString()));

        Trap.assertFound(installation.look(plan), Grade.FAIL, "data.state", "v0.8.0", "upgraded already");
    }

    @Test
    void noticesAClockThatIsBehind() throws Exception {
        var future = Instant.now().plus(Duration.ofDays(400));
        Files.setLastModifiedTime(installation.store, FileTime.from(future));

        var report = installation.look();

        Trap.assertFound(report, Grade.WARN, "clock.behind", "the store was changed");
        Trap.assertNothingElse(report, "clock.behind");
    }

    private void convert(FileStoreDriver driver, Path old) throws Exception {
        try (var source = new StoreRecords(driver.at(old).openSource());
                var sink = driver.at(installation.store).createTarget()) {
            new Conversion(source, OfficialProfile.create(BlobForm.AS_STORED), sink, new Forgotten(), Progress.NONE)
                    .run();
        }
    }

    /** The official way saves nothing. */
    private static final class Forgotten implements SavedRecords {
        @Override
        public void save(TargetRecord.Saved record) {
            throw new AssertionError("the official import saves no file: " + record);
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public String location() {
            return "nowhere";
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
