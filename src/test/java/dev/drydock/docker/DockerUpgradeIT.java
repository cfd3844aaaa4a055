package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.systemd.PlannedUpgrade;
import dev.drydock.systemd.VendorInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

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

    /** Cleaning up takes the old container away, and neither its image nor its volumes. */
    @Test
    void removesTheOldContainerWhenItIsAsked() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start();
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                upgrade.run();
                upgrade.await("succeeded");
                var old = "docker container " + ContainedInstallation.NAME + "-v0.7.3";
                var refused = mail.client().post(upgrade.path() + "/cleanup", "{}");
                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(refused.body()).contains(old);

                var words = new JsonMapper()
                        .readTree(refused.body())
                        .path("confirm")
                        .asString();
                var begun = mail.client().post(upgrade.path() + "/cleanup", "{\"confirm\": \"" + words + "\"}");

                assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
                VendorInstallation.await(
                        "the old container is gone",
                        () -> mail.engine()
                                .run("ps", "--all", "--format", "{{.Names}}")
                                .equals(ContainedInstallation.NAME));
                VendorInstallation.await(
                        "all is cleaned up",
                        () -> upgrade.view().at("/cleanup/state").asString().equals("succeeded"));
                assertThat(mail.isListening()).isTrue();
                assertThat(mail.engine().client().image(StandInImages.OLD)).isPresent();
            }
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

    static PlannedUpgrade until(String phase, ContainedInstallation mail) throws Exception {
        try (var console = mail.console()) {
            var upgrade = mail.plan();
            upgrade.runUntil(phase);
            return upgrade;
        }
    }

    /** With the console's process told apart from this one, which is the same. */
    static String rescue(ContainedInstallation mail, PlannedUpgrade upgrade, String way) throws Exception {
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
