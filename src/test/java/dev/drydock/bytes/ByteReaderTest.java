package dev.drydock.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

    @Test
    void readsNumbersOfEitherOrder() throws MalformedDataException {
        var reader = reader("ff", "01020304", "0102030405060708", "0201", "04030201", "0807060504030201");

        assertThat(reader.u8("a")).isEqualTo(255);
        assertThat(reader.u32("b")).isEqualTo(0x01020304);
        assertThat(reader.u64("c")).isEqualTo(0x0102030405060708L);
        assertThat(reader.u16le("d")).isEqualTo(0x0102);
        assertThat(reader.u32le("e")).isEqualTo(0x01020304);
        assertThat(reader.u64le("f")).isEqualTo(0x0102030405060708L);
        reader.end();
    }

    @Test
    void readsBytesTextAndTheRest() throws MalformedDataException {
        var reader = reader("0102", "c3a9", "ffff", "0304");

        assertThat(reader.bytes(2, "a")).containsExactly(1, 2);
        assertThat(reader.utf8(2, "b")).isEqualTo("é");
        reader.skip(2, "c");
        assertThat(reader.offset()).isEqualTo(6);
        assertThat(reader.remaining()).isEqualTo(2);
        assertThat(reader.rest()).containsExactly(3, 4);
        assertThat(reader.hasRemaining()).isFalse();
    }

    @Test
    void countsOffsetsFromTheBeginOfItsPart() throws MalformedDataException {
        var reader = new ByteReader("part", new byte[] {9, 1, 2, 9}, 1, 3);
        reader.u8("a");

        assertThatThrownBy(() -> reader.u32("b"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("malformed part at byte 1: expected b (4 bytes), but 1 are left");
        assertThat(reader.rest()).containsExactly(2);
    }

    @Test
    void refusesPartsOutsideTheArray() {
        assertThatThrownBy(() -> new ByteReader("part", new byte[2], 1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ByteReader("part", new byte[2], 2, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesLengthsAndCountsBeyondTheEnd() {
        assertRefused(() -> reader("00").bytes(2L, "a"), "a of 2 bytes, but 1 are left");
        assertRefused(() -> reader("00").bytes(-1L, "a"), "a of 18446744073709551615 bytes, but 1 are left");
        assertRefused(() -> reader("00").bytes(1L << 32, "a"), "a of 4294967296 bytes, but 1 are left");
        assertRefused(() -> reader("00").bytes(-1, "a"), "a (4294967295 bytes), but 1 are left");
        assertRefused(() -> reader("00").skip(2, "a"), "a of 2 bytes, but 1 are left");
        assertRefused(() -> reader("00").skip(-1, "a"), "a of 18446744073709551615 bytes, but 1 are left");
        assertRefused(() -> reader("000000").count(2, 2, "things"), "2 things, but 3 bytes are left");
        assertRefused(() -> reader("00").count(-1, 2, "things"), "18446744073709551615 things, but 1 bytes are left");
        assertRefused(() -> reader("00").count(1L << 32, 1, "things"), "4294967296 things, but 1 bytes are left");
    }

    @Test
    void takesCountsThatFit() throws MalformedDataException {
        assertThat(reader("00000000").count(2, 2, "things")).isEqualTo(2);
        assertThat(reader("").count(0, 2, "things")).isZero();
    }

    @Test
    void refusesBytesLeftOver() {
        assertRefused(() -> reader("0000").end(), "the end, but 2 bytes are left");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertRefused(() -> reader("c328").utf8(2, "a"), "a in UTF-8");
        assertRefused(() -> reader("eda080").utf8(3, "half of a pair"), "half of a pair in UTF-8");
    }

    @Test
    void readsLeb128UpToItsLimits() throws MalformedDataException {
        assertThat(reader("00").leb32("a")).isZero();
        assertThat(reader("7f").leb32("a")).isEqualTo(127);
        assertThat(reader("8001").leb32("a")).isEqualTo(128);
        assertThat(reader("ffffffff0f").leb32("a")).isEqualTo(-1);
        assertThat(reader("ffffffffffffffffff01").leb64("a")).isEqualTo(-1);
    }

    @Test
    void refusesLeb128BeyondItsLimits() {
        assertRefused(() -> reader("ffffffff1f").leb32("a"), "a as a LEB128 number of at most 32 bits");
        assertRefused(() -> reader("ffffffffff01").leb32("a"), "a as a LEB128 number of at most 5 bytes");
        assertRefused(() -> reader("ffffffffffffffffff02").leb64("a"), "a as a LEB128 number of at most 64 bits");
        assertRefused(() -> reader("ffffffffffffffffff81").leb64("a"), "a as a LEB128 number of at most 64 bits");
        assertRefused(() -> reader("80").leb32("a"), "a (1 bytes), but 0 are left");
    }

    @Test
    void refusesPaddedLeb128() {
        assertRefused(() -> reader("8000").leb32("a"), "a as a LEB128 number without padding");
        assertRefused(() -> reader("818000").leb64("a"), "a as a LEB128 number without padding");
    }

    @Property
    void readsBackWhatTheWriterWrote(
            @ForAll int i, @ForAll long l, @ForAll byte b, @ForAll @Size(max = 20) byte[] bytes) throws Exception {
        var written = new ByteWriter(1)
                .u8(b)
                .u32(i)
                .u64(l)
                .u16le(i)
                .u32le(i)
                .u64le(l)
                .leb32(i)
                .leb64(l)
                .bytes(bytes);
        assertThat(written.size()).isEqualTo(written.toByteArray().length);
        var reader = new ByteReader("thing", written.toByteArray());

        assertThat(reader.u8("a")).isEqualTo(b & 0xFF);
        assertThat(reader.u32("b")).isEqualTo(i);
        assertThat(reader.u64("c")).isEqualTo(l);
        assertThat(reader.u16le("d")).isEqualTo(i & 0xFFFF);
        assertThat(reader.u32le("e")).isEqualTo(i);
        assertThat(reader.u64le("f")).isEqualTo(l);
        assertThat(reader.leb32("g")).isEqualTo(i);
        assertThat(reader.leb64("h")).isEqualTo(l);
        assertThat(reader.rest()).isEqualTo(bytes);
    }

    @Property
    void refusesLeb128OrReadsItsOnlyForm(@ForAll @Size(min = 1, max = 11) byte[] bytes) {
        var reader = new ByteReader("thing", bytes);
        try {
            var value = reader.leb64("a");
            assertThat(new ByteWriter().leb64(value).bytes(reader.rest()).toByteArray())
                    .isEqualTo(bytes);
        } catch (MalformedDataException e) {
            assertThat(e.offset()).isBetween(0L, (long) bytes.length);
        }
    }

    @Test
    void writesPartsAndText() {
        var writer = new ByteWriter(0).bytes(new byte[] {1, 2, 3}, 1, 3).utf8("é");

        assertThat(writer.toByteArray()).containsExactly(2, 3, 0xC3, 0xA9);
        assertThat(writer.utf8("").size()).isEqualTo(4);
    }

    private static void assertRefused(ThrowingCallable reading, String expectation) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(MalformedDataException.class, e -> {
            assertThat(e.structure()).isEqualTo("thing");
            assertThat(e.expectation()).isEqualTo(expectation);
        });
    }

    private static ByteReader reader(String... hex) {
        return new ByteReader("thing", HexFormat.of().parseHex(String.join("", hex)));
    }
}
