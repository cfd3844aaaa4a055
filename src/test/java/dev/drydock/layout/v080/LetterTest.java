package dev.drydock.layout.v080;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void namesLettersAsTheServerDoes() {
        assertThat(letters(Letter.Shape.VALUE)).isEqualTo("adefghjklmpqrst");
        assertThat(letters(Letter.Shape.KEY_ONLY)).isEqualTo("bciv");
        assertThat(letters(Letter.Shape.COUNTER)).isEqualTo("nu");
    }

    private static String letters(Letter.Shape shape) {
        return EnumSet.allOf(Letter.class).stream()
                .filter(letter -> letter.shape() == shape)
                .map(letter -> String.valueOf(letter.letter()))
                .sorted()
                .collect(Collectors.joining());
    }

    @Test
    void findsALetterByItsName() {
        for (var letter : Letter.values()) {
            assertThat(Letter.of(letter.letter())).contains(letter);
        }
        assertThat(Letter.of('o')).isEmpty();
        assertThat(Letter.of('\0')).isEmpty();
    }
}
