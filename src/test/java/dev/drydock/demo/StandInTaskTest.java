package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandInTaskTest {

    private static final Path CONFIGURATION = Path.of("/etc/config.toml");

    @Test
    void readsBothFormsOfOptions() {
        var expected = new StandInTask.Export(CONFIGURATION, Path.of("/out"));

        assertThat(task("--config", "/etc/config.toml", "--export", "/out")).isEqualTo(expected);
        assertThat(task("--export=/out", "--config=/etc/config.toml")).isEqualTo(expected);
        assertThat(task("--config", "/etc/config.toml", "--import", "/in"))
                .isEqualTo(new StandInTask.Import(CONFIGURATION, Path.of("/in")));
        assertThat(task("--config=/etc/config.toml")).isEqualTo(new StandInTask.Serve(CONFIGURATION));
    }

    @Test
    void endsAtTheFirstArgumentThatIsNoOption() {
        assertThat(task("--config", "/etc/config.toml", "-", "--export", "/out"))
                .isEqualTo(new StandInTask.Serve(CONFIGURATION));
    }

    @Test
    void answersQuestionsBeforeAllElse() {
        assertThat(task("--config", "/etc/config.toml", "--version")).isEqualTo(new StandInTask.Version());
        assertThat(task("--help", "--version")).isEqualTo(new StandInTask.Help());
        assertThat(task()).isEqualTo(new StandInTask.Help());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(task("--export", "/out")).isInstanceOf(StandInTask.Refused.class);
        assertThat(task("--config")).isInstanceOf(StandInTask.Refused.class);
        assertThat(task("--backup", "/out")).isInstanceOf(StandInTask.Refused.class);
    }

    @Test
    void obeysTheEnvironmentBeforeTheArguments() {
        var environment = Map.of("CONFIG_PATH", "/etc/config.toml");

        assertThat(StandInTask.of(List.of("--version"), environment)).isEqualTo(new StandInTask.Serve(CONFIGURATION));
    }

    private static StandInTask task(String... arguments) {
        return StandInTask.of(List.of(arguments), Map.of());
    }
}
