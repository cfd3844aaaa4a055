package dev.drydock.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void showsTextAsItIs() {
        assertThat(Printable.of("Logs 是喋".getBytes(StandardCharsets.UTF_8))).isEqualTo("Logs 是喋");
        assertThat(Printable.of(new byte[0])).isEmpty();
    }

    @Test
    void showsBytesThatAreNoTextInHexadecimal() {
        assertThat(Printable.of(new byte[] {(byte) 0xC3, 0x28})).isEqualTo("0xc328");
        assertThat(Printable.of(new byte[] {'a', 0})).isEqualTo("0x6100");
    }

    @Test
    void showsTextThatWouldHideOrMoveOtherTextInHexadecimal() {
        assertThat(Printable.of(new byte[] {0x1b, '[', '2', 'J'})).isEqualTo("0x1b5b324a");
        assertThat(Printable.of(new byte[] {'a', '\n', 'b'})).isEqualTo("0x610a62");
        // Right-to-left override, and line separator.
        assertThat(Printable.of(new byte[] {(byte) 0xE2, (byte) 0x80, (byte) 0xAE}))
                .isEqualTo("0xe280ae");
        assertThat(Printable.of(new byte[] {(byte) 0xE2, (byte) 0x80, (byte) 0xA8}))
                .isEqualTo("0xe280a8");
    }

    @Property
    void neverShowsAControlCharacter(@ForAll @Size(max = 30) byte[] bytes) {
        assertThat(Printable.of(bytes).chars()).noneMatch(Character::isISOControl);
    }
}
