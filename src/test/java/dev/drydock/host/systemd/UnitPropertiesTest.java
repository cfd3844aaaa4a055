package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitPropertiesTest {

    @Test
    void takesQuotesAndEscapesAway() {
        assertThat(Words.of("as 2 \"A=b c\" \"D=it\\\"s\"")).containsExactly("as", "2", "A=b c", "D=it\"s");
        assertThat(Words.of("  'a\\b'  \"\" x\\x41\\n")).containsExactly("a\\b", "", "xA\n");
        assertThat(Words.of("\"/srv/b\\303\\274ro\"")).containsExactly("/srv/büro");
        assertThat(Words.of("")).isEmpty();
    }

    @Test
    void refusesWhatHasNoEnd() {
        assertThatThrownBy(() -> Words.of("a \"b")).hasMessageContaining("a quote has no end");
        assertThatThrownBy(() -> Words.of("a\\")).hasMessageContaining("an escape has no end");
        assertThatThrownBy(() -> Words.of("\"\\x4")).hasMessageContaining("an escape has no end");
    }

    @Test
    void readsCommandsThatHoldTheSignsBetweenTheirFields() throws HostException {
        var properties = UnitProperties.parse(
                "mail.service",
                List.of("ExecStart", "User"),
                List.of(
                        "ExecStart={ path=/bin/a ; argv[]=/bin/a x ; y=z",
                        "on another line ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 }",
                        "ExecStart={ path=/bin/b ; argv[]=/bin/b ; ignore_errors=yes ; start_time=[n/a] ; pid=0 }",
                        "User=mail"));

        assertThat(ExecCommand.listOf(properties, "ExecStart"))
                .containsExactly(
                        new ExecCommand(Path.of("/bin/a"), List.of("/bin/a", "x", ";", "y=z", "on", "another", "line")),
                        new ExecCommand(Path.of("/bin/b"), List.of("/bin/b")));
        assertThat(properties.text("User")).isEqualTo("mail");
    }

    @Test
    void namesAPropertyThatIsMissingOrCannotBeRead() throws HostException {
        var properties = UnitProperties.parse("mail.service", List.of("MainPID"), List.of("MainPID=many"));

        assertThatThrownBy(() -> properties.number("MainPID")).hasMessageContaining("MainPID of mail.service");
        assertThatThrownBy(() -> properties.text("Restart")).hasMessageContaining("does not tell Restart");
        assertThatThrownBy(() -> UnitProperties.parse("mail.service", List.of("User"), List.of("oh no")))
                .hasMessageContaining("no property: oh no");
    }
}
