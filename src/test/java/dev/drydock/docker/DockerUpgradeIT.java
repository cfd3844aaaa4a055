package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Path;
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
}
