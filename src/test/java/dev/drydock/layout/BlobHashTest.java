package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BlobHashTest {

    private static final String ABC = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85";

    @Test
    void isTheBlake3OfTheContent() {
        assertThat(BlobHash.ofContent("abc".getBytes(StandardCharsets.UTF_8))).hasToString(ABC);
        assertThat(BlobHash.ofContent(new byte[0]))
                .hasToString("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    }

    @Test
    void isReadFromAKey() throws MalformedDataException {
        var hash = BlobHash.in(Hex.bytes("07", ABC, "01"), 1);

        assertThat(hash).hasToString(ABC).isEqualTo(BlobHash.of(Hex.bytes(ABC)));
        assertThat(hash.toByteArray()).isEqualTo(Hex.bytes(ABC));
    }

    @Test
    void refusesAnyOtherLength() {
        Refusal.assertRefused("blob hash", 31, () -> BlobHash.of(new byte[31]));
        Refusal.assertRefused("blob hash", 33, () -> BlobHash.of(new byte[33]));
        Refusal.assertRefused("blob hash", 32, () -> BlobHash.in(new byte[32], 1));
    }

    @Test
    void sortsAsUnsignedBytes() throws MalformedDataException {
        assertThat(BlobHash.of(Hex.bytes("80" + "00".repeat(31))))
                .isGreaterThan(BlobHash.of(Hex.bytes("7f" + "ff".repeat(31))));
    }
}
