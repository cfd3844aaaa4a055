package dev.drydock.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.ProgramVersion.Known;
import dev.drydock.installation.ProgramVersion.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramVersionTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"\"0.7.3\n\"", "v0.7.3", "\"\n 0.7.3 \nmore\"", "0.7.3-rc.1", "0.7.3+git"})
    void readsWhatTheProgramPrints(String printed) {
        assertThat(ProgramVersion.parse(printed)).isEqualTo(new Known(0, 7, 3));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", the program printed nothing",
                "\"Usage: x\n0.7.3\", \"the program printed \"\"Usage: x\"\"\"",
                "0.7, \"the program printed \"\"0.7\"\"\"",
                "0.7.99999, \"the program printed \"\"0.7.99999\"\"\"",
            })
    void saysWhyItIsNotKnown(String printed, String reason) {
        assertThat(ProgramVersion.parse(printed)).isEqualTo(new Unknown(reason));
    }

    @Test
    void ordersByNumber() {
        assertThat(new Known(0, 10, 0)).isGreaterThan(new Known(0, 9, 9)).hasToString("0.10.0");
    }

    @Test
    void tellsProgramsFromBeforeTheArgumentByHowTheyRefuseIt() {
        var series = ProgramVersion.refusal(1, "\nInvalid command line argument: version\n");
        var older = ProgramVersion.refusal(1, "Invalid command line argument: --version");

        assertThat(series).isEqualTo(new ProgramVersion.Untold(true)).hasToString("0.7.0 to 0.7.2");
        assertThat(ProgramVersion.canBecomeSource(series)).isTrue();
        assertThat(older).isEqualTo(new ProgramVersion.Untold(false));
        assertThat(ProgramVersion.canBecomeSource(older)).isFalse();
        assertThat(ProgramVersion.refusal(3, "Segmentation fault")).isInstanceOf(ProgramVersion.Unknown.class);
        assertThat(ProgramVersion.canBecomeSource(new ProgramVersion.Known(0, 7, 2)))
                .isTrue();
        assertThat(ProgramVersion.canBecomeSource(ProgramVersion.SOURCE)).isFalse();
        assertThat(ProgramVersion.canBecomeSource(new ProgramVersion.Known(0, 6, 9)))
                .isFalse();
    }
}
