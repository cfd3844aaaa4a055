package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.host.docker.Container;
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

    /** What people set of a container, and expect of the next one. */
    private static final List<String> SETTINGS = List.of(
            "--restart=always",
            "--label=mine=yes",
            "--env=TZ=Europe/Berlin",
            "--cap-drop=MKNOD",
            "--cap-add=SYS_NICE",
            "--ulimit=nofile=4096:8192",
            "--memory=1g",
            "--oom-score-adj=100",
            "--add-host=directory.example.org:127.0.0.9",
            "--dns=127.0.0.53",
            "--tmpfs=/run",
            "--volume=/usr/share/zoneinfo:/usr/share/zoneinfo:ro",
            "--volume=/var/cache/mail",
            "--mount=type=volume,source=certificates,target=/etc/certificates,readonly",
            "--log-opt=max-size=10m",
            "--stop-timeout=90",
            "--workdir=/opt");

    @TempDir
    private Path directory;

    @Test
    void upgradesTheContainerAndComesBackToTheSame() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.runAsGroup("nogroup");
            mail.start(SETTINGS.toArray(String[]::new));
            var old = mail.container(ContainedInstallation.NAME);
            var before = mail.snapshot();
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                assertThat(upgrade.findings("container.run-as"))
                        .singleElement()
                        .asString()
                        .contains("RUN_AS_USER=stalwart-mail and RUN_AS_GROUP=nogroup");

                upgrade.run();
                upgrade.await("succeeded");

                assertThat(mail.isListening()).isTrue();
                assertOnlyTheImageChanged(mail, old);
                assertThat(Files.getAttribute(mail.data().resolve("data"), "unix:gid"))
                        .isEqualTo(ContainedInstallation.NOGROUP);
                upgrade.goBack();
            }
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    /** Whatever the Engine says of the new container, it said of the old one before it was stopped. */
    private static void assertOnlyTheImageChanged(ContainedInstallation mail, Container old) throws Exception {
        var path = "\"PATH=/usr/local/bin:/usr/bin:/bin\"";
        var zone = "\"TZ=Europe/Berlin\"";
        assertThat(InspectionDifferences.between(old, mail.container(ContainedInstallation.NAME)))
                .satisfiesExactly(
                        environment -> assertThat(environment)
                                .isEqualTo("/Config/Env: [" + path + ", \"STAND_IN=0.7.3\", " + zone + "] -> [" + path
                                        + ", \"RUN_AS_GROUP=nogroup\", \"RUN_AS_USER=stalwart-mail\","
                                        + " \"STAND_IN=0.8.0\", " + zone + "]"),
                        image -> assertThat(image)
                                .isEqualTo("/Config/Image: \"" + StandInImages.OLD + "\" -> \"" + StandInImages.NEW
                                        + "\""),
                        label -> assertThat(label).isEqualTo("/Config/Labels/stand-in.version: \"0.7.3\" -> \"0.8.0\""),
                        // A volume without a name goes along by its number.
                        binds -> assertThat(binds)
                                .matches("/HostConfig/Binds: \\[(\".*\"), (\"mail-data:.*\")\\]"
                                        + " -> \\[\\1, \"[0-9a-f]{64}:/var/cache/mail\", \\2\\]"),
                        id -> assertThat(id).startsWith("/Image: \"sha256:"));
    }

    /**
     * A container that is named by the beginning of its id. Cleaning up takes it away, and neither its image nor its
     * volumes.
     */
    @Test
    void removesTheOldContainerWhenItIsAsked() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start();
            try (var console = mail.console()) {
                var id = mail.container(ContainedInstallation.NAME).id().substring(0, 12);
                assertThat(mail.client()
                                .get("/api/v1/installation?container=" + id)
                                .at("/container/name")
                                .asString())
                        .isEqualTo(ContainedInstallation.NAME);
                var upgrade = mail.planOf(id, StandInImages.NEW, "");
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
        var script = mail.home().resolve("upgrades").resolve(upgrade.id()).resolve("rescue.sh");
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
