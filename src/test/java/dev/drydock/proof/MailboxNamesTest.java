package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxNamesTest {

    @ParameterizedTest
    @CsvSource({
        "INBOX, INBOX",
        "Entw&APw-rfe, Entwürfe",
        "a &- b, a & b",
        "&ZeVnLIqe-/&2D3eAA-, 日本語/😀",
        "broken &APw, broken &APw",
        "broken &!!-, broken &!!-"
    })
    void decodesModifiedUtf7(String wire, String name) {
        assertThat(MailboxNames.decode(wire)).isEqualTo(name);
    }
}
