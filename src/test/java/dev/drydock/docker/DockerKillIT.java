package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.systemd.PlannedUpgrade;
import dev.drydock.systemd.VendorInstallation;
import dev.drydock.web.ConsoleProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that is killed while a container works for it: the next one ends that before anything else. */
class DockerKillIT {

    @TempDir
    private Path directory;

    /** Each console takes up what the last one has left, and is killed a place further on. */
    @Test
    void goesOnAndBackFromEveryPlaceOfTheContainersSteps() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start("--restart", "always");
            var before = mail.snapshot();
            try (var console = mail.console()) {
                mail.plan();
            }
            var killable = new KillableContained.Started(mail, directory);

            assertThat(killable.killEverywhere("forward")).hasSizeGreaterThan(5);

            assertThat(killable.output()).endsWith("succeeded");
            mail.awaitListening("v0.8.0");
            mail.requireTheTwoContainers();
            assertThat(mail.container(ContainedInstallation.NAME).restart()).hasToString("always");

            assertThat(killable.killEverywhere("back")).hasSizeGreaterThan(3);

            assertThat(killable.output()).endsWith("rolled-back");
            mail.awaitListening("v0.7.3");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    @Test
    void endsTheImportThatAKilledConsoleHasLeftAtWork() throws Exception {
        endsWhatIsLeftAtWork("import");
    }

    @Tag("campaign")
    @Test
    void endsTheExportThatAKilledConsoleHasLeftAtWork() throws Exception {
        endsWhatIsLeftAtWork("export");
    }

    private void endsWhatIsLeftAtWork(String task) throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.misbehave("case \"$*\" in *--" + task + "*) sleep 600 ;; esac");
            mail.start("--restart", "always");
            PlannedUpgrade upgrade;
            try (var console = ConsoleProcess.start(
                    0,
                    mail.home(),
                    directory.resolve("commands"),
                    List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                    Map.of("DOCKER_HOST", "unix://" + mail.engine().socket()))) {
                upgrade = mail.plan();
                upgrade.run();
                VendorInstallation.await(
                        "the " + task + " is at work", () -> names(mail).contains("-" + task));

                console.kill();
            }
            assertThat(names(mail)).as("works on").contains("-" + task);
            mail.behave();

            try (var console = mail.console()) {
                assertThat(names(mail)).doesNotContain("-" + task);
                assertThat(upgrade.state()).isEqualTo("interrupted");
                upgrade.run();
                upgrade.await("succeeded");
            }
            assertThat(mail.isListening()).isTrue();
            mail.requireTheTwoContainers();
        }
    }

    private static String names(ContainedInstallation mail) throws Exception {
        return mail.engine().run("ps", "--format", "{{.Names}}");
    }
}
