package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:25, 0.0.0.0, 25, true",
        "127.0.0.1:65535, 127.0.0.1, 65535, false",
        "[::]:993, ::, 993, true",
        "[0:0:0:0:0:0:0:0]:993, 0:0:0:0:0:0:0:0, 993, true",
        "[::1]:0, ::1, 0, false",
        "[fe80::1%2]:80, fe80::1, 80, false",
        "[::ffff:10.0.0.1]:80, ::ffff:10.0.0.1, 80, false",
    })
    void readsNumbers(String text, String address, int port, boolean everywhere) {
        var bound = BindAddress.parse(text);

        assertThat(bound).isEqualTo(new BindAddress(address, port));
        assertThat(bound.isEverywhere()).isEqualTo(everywhere);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:25",
                "25",
                ":25",
                "1.2.3:25",
                "1.2.3.256:25",
                "01.2.3.4:25",
                "::1:25",
                "[::1]",
                "[:1]:25",
                "[1::2::3]:25",
                "1.2.3.4:65536",
                "1.2.3.4:",
                ""
            })
    void refusesWhatTheServerRefuses(String text) {
        assertThat(BindAddress.parse(text)).isNull();
    }
}
