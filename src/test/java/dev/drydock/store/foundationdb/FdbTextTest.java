package dev.drydock.store.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms are those of {@code TraceableStringImpl} in {@code flow/Trace.h} and {@code parseLine} in fdbcli, both of 7.1. */
class FdbTextTest {

    @Property
    void readsWhatItPrints(@ForAll byte[] bytes) {
        assertThat(FdbText.read(FdbText.printed(bytes))).isEqualTo(bytes);
    }

    @Property
    void dividesNothingInAToken(@ForAll byte[] bytes) {
        var token = FdbText.token(bytes);

        assertThat(token).isNotEmpty().doesNotContain(" ", ";", "'", "`", "\n", "\t");
        assertThat(token.equals("\"\"") ? "" : token).doesNotContain("\"");
    }

    @Test
    void printsAsFdbcliDoes() {
        assertThat(FdbText.printed("plain 'text' \"q\"".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("plain 'text' \"q\"");
        assertThat(FdbText.printed(new byte[] {'v', 8, 0, '\\', (byte) 0xFF})).isEqualTo("v\\x08\\x00\\\\\\xff");
    }

    @Test
    void quotesTheEmptyToken() {
        assertThat(FdbText.token(new byte[0])).isEqualTo("\"\"");
        assertThat(FdbText.token(new byte[] {(byte) 0xFF})).isEqualTo("\\xff");
        assertThat(FdbText.token("a;b \"c\\".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("a\\x3bb\\x20\\x22c\\x5c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\x0", "\\y", "\\xgg", "\t", "ä"})
    void refusesWhatFdbcliDoesNotPrint(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FdbText.read(text));
    }
}
