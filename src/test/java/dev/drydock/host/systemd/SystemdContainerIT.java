package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests take for granted of the container. */
class SystemdContainerIT {

    @TempDir
    Path directory;

    @Test
    void bootsRunsProgramsBootsAgainAndEnds() throws Exception {
        try (var container = SystemdContainer.boot(directory)) {
            container.write("/opt/kept", "over a reboot");
            var started = container.run("systemctl", "show", "--property=UserspaceTimestampMonotonic", "--value");

            container.reboot();

            assertThat(container.run("systemctl", "show", "--property=UserspaceTimestampMonotonic", "--value"))
                    .isNotEqualTo(started);
            assertThat(container.run("cat", "/opt/kept")).isEqualTo("over a reboot");
        }
    }
}
