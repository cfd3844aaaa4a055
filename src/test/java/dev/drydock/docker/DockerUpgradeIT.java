package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.systemd.PlannedUpgrade;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole upgrades over REST of servers in containers. */
class DockerUpgradeIT {

    @TempDir
    private Path directory;

    @Test
    void upgradesTheContainerAndComesBackToTheSame() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.start(
                    "--restart", "always", "--label", "mine=yes", "--env", "TZ=Europe/Berlin", "--cap-drop", "MKNOD");
            var before = mail.snapshot();
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                assertThat(upgrade.findings("container.run-as"))
                        .singleElement()
                        .asString()
                        .contains("RUN_AS_USER");

                upgrade.run();
                upgrade.await("succeeded");

                assertThat(mail.isListening()).isTrue();
                upgrade.goBack();
            }
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    @Test
    void goesBackWithoutDrydock() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start("--restart", "unless-stopped");
            var before = mail.snapshot();
            var upgrade = until("import", mail);

            assertThat(rescue(mail, upgrade, "back")).contains("is back");

            mail.awaitListening("v0.7.3");
            assertThat(withoutTimes(before.differences(mail.snapshot()))).isEmpty();
        }
    }

    @Test
    void goesOnWithoutDrydock() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.start("--restart", "unless-stopped");
            var upgrade = until("backup", mail);

            assertThat(rescue(mail, upgrade, "on")).contains("Done");

            mail.awaitListening("v0.8.0");
            var made = mail.container(ContainedInstallation.NAME);
            assertThat(made.image()).isEqualTo(StandInImages.NEW);
            assertThat(made.restart()).hasToString("unless-stopped");
        }
    }

    private static PlannedUpgrade until(String phase, ContainedInstallation mail) throws Exception {
        try (var console = mail.console()) {
            var upgrade = mail.plan();
            upgrade.runUntil(phase);
            return upgrade;
        }
    }

    /** With the console's process told apart from this one, which is the same. */
    private static String rescue(ContainedInstallation mail, PlannedUpgrade upgrade, String way) throws Exception {
        var id = upgrade.path().substring(upgrade.path().lastIndexOf('/') + 1);
        var script = mail.home().resolve("upgrades").resolve(id).resolve("rescue.sh");
        Files.writeString(
                script,
                Files.readString(script)
                        .replace("/proc/" + ProcessHandle.current().pid() + "/stat", "/proc/none/stat"));
        return RootFileSystem.output(List.of("sh", script.toString(), way));
    }

    /** A script gives no directory its time back. */
    private static List<String> withoutTimes(List<String> differences) {
        return differences.stream()
                .filter(line -> !line.matches(".*: time \\S+ -> \\S+"))
                .toList();
    }
}
