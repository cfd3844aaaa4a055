package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModifiedUtf7Test {

    /** The first from RFC 3501, the others from the mailboxes of the real servers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~peter/mail/台北/日本語 | ~peter/mail/&U,BTFw-/&ZeVnLIqe-",
                "Häfen | H&AOQ-fen",
                "Rope & Tar | Rope &- Tar"
            })
    void writesAndReadsNames(String name, String written) {
        assertThat(ModifiedUtf7.encode(name)).isEqualTo(written);
        assertThat(ModifiedUtf7.decode(written)).isEqualTo(name);
    }

    @Property
    void readsWhatItWrites(@ForAll @CharRange(from = '\u0000', to = '\uD7FF') String name) {
        assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(name))).isEqualTo(name);
    }

    @Test
    void leavesWhatIsNoneAsItIs() {
        assertThat(ModifiedUtf7.decode("a&b")).isEqualTo("a&b");
        assertThat(ModifiedUtf7.decode("a&?-b")).isEqualTo("a&?-b");
    }
}
