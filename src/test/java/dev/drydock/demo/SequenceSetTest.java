package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1:3,7 | 1 2 3 7", "* | 9", "8:* | 8 9", "*:8 | 8 9", "12:* | 9", "4:2 | 2 3 4"})
    void namesNumbers(String text, String numbers) {
        var set = SequenceSet.parse(text, 9);

        assertThat(LongStream.rangeClosed(1, 9).filter(set::contains).mapToObj(Long::toString))
                .containsExactly(numbers.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1:2:3", "1,,2"})
    void refusesWhatNamesNone(String text) {
        assertThatThrownBy(() -> SequenceSet.parse(text, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheStarForNothingInAnEmptyMailbox() {
        assertThat(SequenceSet.parse("1:*", 0).contains(2)).isFalse();
    }
}
