package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.systemd.VendorInstallation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back from every phase, and an Engine that is restarted in every phase. */
class DockerPhasesIT {

    /** Each takes its time: the others are for the campaign. */
    private static final List<String> PHASES = Boolean.getBoolean("drydock.campaign")
            ? List.of("prepare", "stop", "export", "backup", "install", "import", "trial", "start")
            : List.of("export", "backup", "import", "start");

    @TempDir
    private Path directory;

    /** After each phase the Engine restarts, as after a boot: it must start nothing that waits for its turn. */
    @Test
    void comesBackFromEveryPhaseToTheSame() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start("--restart", "always");
            try (var console = mail.console()) {
                for (var phase : PHASES) {
                    var before = mail.snapshot();
                    var upgrade = mail.plan();
                    upgrade.runUntil(phase);

                    mail.engine().stop();
                    mail.engine().start();

                    if (phase.equals("prepare") || phase.equals("start")) {
                        mail.awaitListening("the Engine starts what it should");
                        assertThat(mail.engine().run("ps", "--format", "{{.Names}}"))
                                .as(phase)
                                .isEqualTo(ContainedInstallation.NAME);
                    } else {
                        assertThat(mail.engine().run("ps", "--quiet")).as(phase).isEmpty();
                        assertThat(mail.isListening()).as(phase).isFalse();
                    }
                    upgrade.goBack();
                    mail.awaitListening("the server of before, after " + phase);
                    assertThat(before.differences(mail.snapshot()))
                            .as("back from " + phase)
                            .isEmpty();
                }
            }
        }
    }

    /** The Engine ends while the export is at work in a container of it. */
    @Test
    void goesOnAfterAnEngineThatHasEndedInTheMiddle() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.misbehave("case \"$*\" in *--export*) sleep 30 ;; esac");
            mail.start();
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                upgrade.run();
                VendorInstallation.await(
                        "the export is at work",
                        () -> mail.engine().run("ps", "--format", "{{.Names}}").endsWith("-export"));

                mail.engine().stop();

                upgrade.await("failed");
                assertThat(upgrade.log()).contains("Engine of Docker");
                mail.engine().start();
                mail.behave();
                upgrade.retry();
                upgrade.await("succeeded");
                assertThat(mail.isListening()).isTrue();
                mail.requireTheTwoContainers();
            }
        }
    }
}
