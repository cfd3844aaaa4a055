package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with containers, and must not cost mail. */
class DockerTrapsIT {

    @TempDir
    private Path directory;

    @Test
    void refusesWhatCannotBeKept() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start("--rm", "--label", "com.docker.swarm.service.id=abc");
            try (var console = mail.console()) {
                var upgrade = mail.planWith("stand-in/mail-server:latest", "");

                assertThat(upgrade.findings("container.auto-remove")).isNotEmpty();
                assertThat(upgrade.findings("container.swarm")).isNotEmpty();
                assertThat(upgrade.findings("image.latest"))
                        .singleElement()
                        .asString()
                        .startsWith("fail")
                        .contains("tag v0.8.0");
                assertThat(upgrade.refusal()).contains("preflight-failed");
            }
        }
    }

    @Test
    void refusesDataOnNoVolume() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start();
            mail.engine().run("rm", "--force", ContainedInstallation.NAME);
            mail.engine()
                    .run("create", "--name", ContainedInstallation.NAME, "--entrypoint", "/bin/sh", StandInImages.BASE);
            try (var console = mail.console()) {
                var answer = mail.client()
                        .post(
                                "/api/v1/upgrades",
                                "{\"installation\": {\"deployment\": {\"kind\": \"docker\", \"container\": \"stalwart-mail\"}}}");

                assertThat(answer.statusCode()).isEqualTo(409);
                assertThat(answer.body()).contains("data-on-no-volume", "docker cp");
            }
        }
    }

    /** A registry that is not there: mail goes on. */
    @Test
    void keepsMailGoingWhereTheImageCannotBePulled() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start();
            try (var console = mail.console()) {
                var upgrade = mail.planWith("127.0.0.1:9/mail-server:v0.8.0", "");
                upgrade.run();
                upgrade.await("failed");

                assertThat(upgrade.log()).contains("cannot be pulled");
                assertThat(mail.isListening()).isTrue();
            }
        }
    }

    /** A registry that breaks off in the middle: what has come is not believed, and the next attempt gets it all. */
    @Test
    void pullsAgainWhatWasCutShort() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE);
                var registry = StandInRegistry.of(mail.engine(), StandInImages.NEW, directory)) {
            var image = registry.image();
            mail.start();
            var before = mail.snapshot();
            try (var console = mail.console()) {
                registry.breakOff();
                var upgrade = mail.planWith(image, "");
                assertThat(upgrade.findings("image.room"))
                        .singleElement()
                        .asString()
                        .startsWith("pass");
                upgrade.run();
                upgrade.await("failed");
                assertThat(upgrade.log()).contains("cannot be pulled");
                assertThat(mail.isListening()).isTrue();

                registry.mend();
                upgrade.retry();
                upgrade.await("succeeded");

                assertThat(upgrade.log()).contains(registry.digest());
                assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(image);
                upgrade.goBack();
            } finally {
                mail.engine().call(new StringBuilder(), "rmi", "--force", image);
            }
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    /** A file that is no image, one cut short, and a whole one, whose tag is not here before. */
    @Test
    void loadsTheImageFromAFile() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.start();
            var before = mail.snapshot();
            var image = "stand-in/loaded:v0.8.0";
            var file = directory.toRealPath().resolve("image.tar");
            mail.engine().run("tag", StandInImages.NEW, image);
            mail.engine().run("save", "--output", file.toString(), image);
            mail.engine().run("rmi", image);
            var whole = Files.size(file);
            var cut = directory.toRealPath().resolve("cut.tar");
            try (var from = Files.newInputStream(file)) {
                Files.copy(new java.io.ByteArrayInputStream(from.readNBytes((int) (whole / 2))), cut);
            }
            try (var console = mail.console()) {
                var halved = mail.planWith(image, ", \"file\": \"" + cut + "\"");
                halved.run();
                halved.await("failed");
                assertThat(mail.isListening()).isTrue();
                halved.goBack();
                assertThat(before.differences(mail.snapshot())).isEmpty();

                var upgrade = mail.planWith(image, ", \"file\": \"" + file + "\"");
                upgrade.run();
                upgrade.await("succeeded");
                assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(image);
            } finally {
                mail.engine().run("rmi", "--force", image);
            }
        }
    }

    /** The program is killed for memory: its status says so, and what it has written is not believed. */
    @Test
    void goesBackFromAnExportThatMemoryRanOutFor() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.misbehave("case \"$*\" in *--export*) exit 137 ;; esac");
            mail.start("--restart", "unless-stopped");
            var before = mail.snapshot();
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                upgrade.run();
                upgrade.await("failed");

                assertThat(upgrade.log()).contains("signal 9");
                upgrade.goBack();
                mail.awaitListening("the old server");
                assertThat(before.differences(mail.snapshot())).isEmpty();
            }
        }
    }

    /** The vendor's image makes a new configuration of arguments that it does not understand. */
    @Test
    void neverRunsTheEntryPointWithArguments() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start("--env", "CONFIG_PATH=" + ContainedInstallation.INSIDE + "/etc/config.toml");
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                assertThat(upgrade.findings("container.config-path")).isNotEmpty();
                upgrade.run();
                upgrade.await("succeeded");

                assertThat(mail.data().resolve(StandInImages.NEW_CONFIGURATION)).doesNotExist();
                assertThat(mail.container(ContainedInstallation.NAME).environment())
                        .containsKey("CONFIG_PATH")
                        .containsEntry("STAND_IN", "0.8.0");
            }
        }
    }
}
