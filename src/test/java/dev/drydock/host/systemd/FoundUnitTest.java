package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundUnitTest {

    @Test
    void readsTheConfigurationAsTheProgramDoes() {
        assertThat(configuration(List.of(), "--config=/etc/a.toml")).isEqualTo("/etc/a.toml");
        assertThat(configuration(List.of(), "--config", "/etc/a.toml")).isEqualTo("/etc/a.toml");
        assertThat(configuration(List.of("LANG=C", "CONFIG_PATH=/etc/b.toml"), "--config=/etc/a.toml"))
                .isEqualTo("/etc/b.toml");
        assertThat(configuration(List.of(), "--config")).isEmpty();
        assertThat(configuration(List.of(), "-c", "/etc/a.toml")).isEmpty();
        assertThat(configuration(List.of(), "--config=a.toml")).isEmpty();
    }

    private static String configuration(List<String> environment, String... arguments) {
        var command = new ExecCommand(Path.of("/bin/mail"), List.of(arguments));
        return new FoundUnit("mail.service", command, environment)
                .configuration()
                .map(Path::toString)
                .orElse("");
    }
}
