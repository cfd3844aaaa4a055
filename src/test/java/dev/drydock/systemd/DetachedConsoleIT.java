package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.web.ConsoleClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that a real systemd keeps. */
class DetachedConsoleIT {

    @TempDir
    private Path directory;

    @Test
    void outlivesWhoeverHasStartedIt() throws Exception {
        try (var machine = VendorInstallation.boot(directory, laidOut -> {})) {
            var container = machine.container();
            var vector = JavaInside.of(container)
                    .vector(
                            "dev.drydock.Drydock",
                            "serve",
                            "--detach",
                            "--home",
                            VendorInstallation.HOME,
                            "--port",
                            "0")
                    .toArray(String[]::new);

            assertThat(container.run(vector))
                    .containsPattern("is ready: http://127\\.0\\.0\\.1:\\d+/login\\?code=")
                    .endsWith("systemctl stop drydock.service");

            assertThat(machine.isActive("drydock.service")).isTrue();
            var client = new ConsoleClient(machine.file(VendorInstallation.HOME));
            assertThat(client.get("/api/v1/upgrades").has("upgrades")).isTrue();
            assertThat(container.run("journalctl", "--boot", "--no-pager")).doesNotContain("login?code=");
            var second = new StringBuilder();
            assertThat(container.call(second, vector)).isEqualTo(1);
            assertThat(second).contains("drydock.service runs already");
            container.run("systemctl", "stop", "drydock.service");
            assertThat(machine.isActive("drydock.service")).isFalse();
        }
    }
}
