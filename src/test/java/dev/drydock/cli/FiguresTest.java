package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @Test
    void groupsDigits() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.count(1, "record")).isEqualTo("1 record");
        assertThat(Figures.count(0, "record")).isEqualTo("0 records");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "1234567890, 1.2 GB",
        "-2000, -2.0 kB",
        "9223372036854775807, 9.2 EB",
        "-9223372036854775808, -9.2 EB"
    })
    void showsSizesInTheUnitThatFits(long bytes, String text) {
        assertThat(Figures.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "3600, 1 h 0 min", "90061, 25 h 1 min"})
    void showsDurations(long seconds, String text) {
        assertThat(Figures.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void showsIdsUnsigned() {
        assertThat(Figures.id(-2)).isEqualTo("4294967294");
    }
}
