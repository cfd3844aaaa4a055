package dev.drydock.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TarEntryTest {

    private static byte[] archive(String size, String content) {
        var bytes = new byte[1024];
        put(bytes, 0, "passwd");
        put(bytes, 124, size);
        put(bytes, 512, content);
        return bytes;
    }

    private static void put(byte[] bytes, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, text.length());
    }

    @Test
    void readsTheFirstFile() throws Exception {
        var file = TarEntry.first(new ByteArrayInputStream(archive("00000000012", "root:x:0:0")));

        assertThat(new String(file, StandardCharsets.US_ASCII)).isEqualTo("root:x:0:0");
    }

    @Test
    void refusesWhatItCannotTrust() {
        for (var size : new String[] {"", "00000099999", "00010000000", "garbage"}) {
            assertThatThrownBy(() -> TarEntry.first(new ByteArrayInputStream(archive(size, "x"))))
                    .as(size)
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> TarEntry.first(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class);
    }
}
