package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Lz4BlockTest {

    /** "ab" as literals; then a match of 10 bytes two back; then "cdefg" as literals: a block ends in at least five. */
    private static final byte[] BLOCK = Hex.bytes("11000000", "26 6162 0200", "50 6364656667");

    @Test
    void expandsLiteralsAndMatches() throws MalformedDataException {
        assertThat(decompress(BLOCK)).asString().isEqualTo("abababababab" + "cdefg");
    }

    @Test
    void expandsLengthsOfMoreThanOneByte() throws MalformedDataException {
        // 15 + 3 literals; a match of 4 + 15 + 255 + 1 bytes one back; five literals.
        var block = Hex.bytes("2a010000", "ff 03 787878787878787878787878787878787878 0100 ff01", "50 6162636465");

        assertThat(decompress(block)).asString().isEqualTo("x".repeat(293) + "abcde");
    }

    @Test
    void expandsPartOfAnArray() throws MalformedDataException {
        var around = Hex.bytes("ffff", Hex.of(BLOCK), "a1");

        assertThat(Lz4Block.decompress("thing", around, 2, BLOCK.length)).isEqualTo(decompress(BLOCK));
    }

    @Test
    void expandsTheEmptyBlock() throws MalformedDataException {
        assertThat(decompress(Hex.bytes("00000000 00"))).isEmpty();
        assertThat(decompress(Lz4Block.compress(new byte[0]))).isEmpty();
    }

    @Test
    void refusesEveryCut() {
        for (var length = 0; length < BLOCK.length; length++) {
            var cut = Arrays.copyOf(BLOCK, length);
            Refusal.assertRefused("thing", length, () -> decompress(cut));
        }
    }

    @Test
    void refusesEveryOtherSizeInFront() {
        for (var size : new int[] {0, 1, 16, 18, 255, 8 * 255, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF}) {
            var block = BLOCK.clone();
            for (var i = 0; i < 4; i++) {
                block[i] = (byte) (size >>> (8 * i));
            }
            Refusal.assertRefused("thing", block.length, () -> decompress(block));
        }
    }

    @Test
    void refusesAMatchThatBeginsBeforeTheBlock() {
        Refusal.assertRefused("thing", 14, () -> decompress(Hex.bytes("11000000", "26 6162 0300", "50 6364656667")));
        Refusal.assertRefused("thing", 14, () -> decompress(Hex.bytes("11000000", "26 6162 0000", "50 6364656667")));
    }

    @Test
    void allocatesNothingForASizeThatTheBlockDoesNotReach() {
        // 255 times its length is what a block of 100,000 bytes may claim; these literals give far less.
        var block = new byte[100_000];
        block[1] = (byte) 0x80;
        block[2] = (byte) 0x84;
        block[3] = (byte) 0x01; // 25,460,736 bytes
        Arrays.fill(block, 4, block.length, (byte) 0x11);

        assertThat(Refusal.allocatedBy(() -> decompress(block))).isLessThan(64 * 1024);
    }

    @Property
    void givesBackWhatItCompressed(@ForAll @Size(max = 2000) byte[] random, @ForAll byte filler) throws Exception {
        var plain = Arrays.copyOf(random, random.length * 3);
        Arrays.fill(plain, random.length, random.length * 2, filler);

        assertThat(decompress(Lz4Block.compress(plain))).isEqualTo(plain);
    }

    @Property
    void refusesOrExpandsWhateverFollowsTheSize(@ForAll byte size, @ForAll @Size(max = 40) byte[] block) {
        var bytes = new byte[4 + block.length];
        bytes[0] = size;
        System.arraycopy(block, 0, bytes, 4, block.length);
        try {
            assertThat(decompress(bytes)).hasSize(size & 0xFF);
        } catch (MalformedDataException e) {
            assertThat(e.structure()).isEqualTo("thing");
        }
    }

    @Property
    void neverAllocatesByTheSizeAlone(@ForAll @Size(max = 40) byte[] bytes) {
        assertThat(Refusal.allocatedBy(() -> decompress(bytes))).isLessThan(64 * 1024);
    }

    private static byte[] decompress(byte[] block) throws MalformedDataException {
        return Lz4Block.decompress("thing", block, 0, block.length);
    }
}
