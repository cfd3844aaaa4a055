package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final int BLOCK = 32_768;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;

    @TempDir
    private Path directory;

    private final ByteBuffer file = ByteBuffer.allocate(4 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);

    /** The first three records of a MANIFEST of the real v0.7.3: nothing; name of the order; log 0, last change 0. */
    @Test
    void readsWhatTheRealServerWrote() throws Exception {
        file.put(HexFormat.of().parseHex("052b284300000135403f88200001011a6c6576656c64622e427974657769"));
        file.put(HexFormat.of().parseHex("7365436f6d70617261746f7289400101f4030c5a04000102000400"));

        try (var log = open()) {
            assertThat(log.next()).isTrue();
            assertThat(log.head()).isEmpty();
            assertThat(log.next()).isTrue();
            assertThat(log.head()).startsWith(1, 26, 'l', 'e', 'v', 'e', 'l');
            assertThat(log.next()).isTrue();
            assertThat(log.head()).containsExactly(2, 0, 4, 0);
            assertThat(log.next()).isFalse();
            assertThat(log.isTorn()).isFalse();
        }
    }

    @Test
    void keepsTheHeadOfRecordsOverSeveralBlocks() throws Exception {
        fragment(FULL, content(100));
        fragment(FIRST, content(BLOCK - 107 - 7));
        fragment(MIDDLE, content(BLOCK - 7));
        fragment(LAST, content(5));
        fragment(FULL, content(3));

        try (var log = open()) {
            assertThat(log.next()).isTrue();
            assertThat(log.head()).isEqualTo(content(12));
            assertThat(log.next()).isTrue();
            assertThat(log.head()).isEqualTo(content(12));
            assertThat(log.next()).isTrue();
            assertThat(log.head()).isEqualTo(content(3));
            assertThat(log.next()).isFalse();
            assertThat(log.isTorn()).isFalse();
        }
    }

    @Test
    void passesOverThePaddingOfABlock() throws Exception {
        fragment(FULL, content(BLOCK - 7 - 5));
        file.put(new byte[5]);
        fragment(FULL, content(9));

        assertThat(records()).isEqualTo(2);
    }

    @Test
    void gathersAHeadFromFragments() throws Exception {
        fragment(FULL, content(BLOCK - 7 - 11));
        fragment(FIRST, new byte[] {0, 1, 2, 3});
        fragment(LAST, new byte[] {4, 5, 6, 7, 8, 9, 10, 11, 12, 13});

        try (var log = open()) {
            assertThat(log.next()).isTrue();
            assertThat(log.next()).isTrue();
            assertThat(log.head()).isEqualTo(content(12));
        }
    }

    @Test
    void tellsATornEndFromAWholeOne() throws Exception {
        fragment(FULL, content(40));
        var second = file.position();
        fragment(FULL, content(40));
        var bytes = Arrays.copyOf(file.array(), file.position());

        for (var length = second; length <= bytes.length; length++) {
            Files.write(directory.resolve("log"), Arrays.copyOf(bytes, length));
            try (var log = new LogFile(directory.resolve("log"))) {
                assertThat(log.next()).isTrue();
                assertThat(log.next()).isEqualTo(length == bytes.length);
                assertThat(log.isTorn()).as("cut to " + length).isEqualTo(length > second && length < bytes.length);
            }
        }
    }

    @Test
    void takesALastFragmentThatNeverCameForATornEnd() throws Exception {
        fragment(FIRST, content(BLOCK - 7));

        try (var log = open()) {
            assertThat(log.next()).isFalse();
            assertThat(log.isTorn()).isTrue();
        }
    }

    @Test
    void passesOverSpaceThatWasNeverWritten() throws Exception {
        fragment(FULL, content(40));
        file.put(new byte[5_000]);

        assertThat(records()).isEqualTo(1);
    }

    @Test
    void refusesAWrongChecksumAndFragmentsThatDoNotFit() throws Exception {
        fragment(FULL, content(40));
        file.put(20, (byte) 99);
        assertRefused("checksum");

        file.clear();
        fragment(MIDDLE, content(4));
        assertRefused("fits");

        file.clear();
        fragment(FIRST, content(4));
        fragment(FULL, content(4));
        assertRefused("fits");

        file.clear();
        fragment(9, content(4));
        assertRefused("type 9");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::records)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("log file")
                .hasMessageContaining(reason);
    }

    private int records() throws IOException, MalformedDataException {
        try (var log = open()) {
            var count = 0;
            while (log.next()) {
                count++;
            }
            assertThat(log.isTorn()).isFalse();
            return count;
        }
    }

    private LogFile open() throws IOException {
        var path = directory.resolve("log");
        Files.write(path, Arrays.copyOf(file.array(), file.position()));
        return new LogFile(path);
    }

    private void fragment(int type, byte[] content) {
        var checksum = new CRC32C();
        checksum.update(type);
        checksum.update(content);
        var crc = (int) checksum.getValue();
        file.putInt(((crc >>> 15) | (crc << 17)) + 0xa282ead8)
                .putShort((short) content.length)
                .put((byte) type)
                .put(content);
    }

    /** 0, 1, 2 and so on. */
    private static byte[] content(int length) {
        var content = new byte[length];
        for (var i = 0; i < length; i++) {
            content[i] = (byte) i;
        }
        return content;
    }
}
