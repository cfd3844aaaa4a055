package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class PortableBitmapTest {

    private static final String STRUCTURE = "Roaring bitmap";
    private static final long MODEST = 64 * 1024;

    /** Cookie, one container: key 0, 3 values, at byte 16; 1, 2, 5. */
    private static final byte[] SMALL = Hex.bytes("3a300000 01000000 0000 0200 10000000 0100 0200 0500");

    /** Two containers, keys 0 and 0xFFFF. */
    private static final byte[] WIDE =
            Hex.bytes("3a300000 02000000 0000 0000 ffff 0100 18000000 1a000000", "0000", "0000 ffff");

    /** Cookie with runs and one container; its flag; key 0, 10 values; one run of 10 from 7 on. */
    private static final byte[] RUN = Hex.bytes("3b300000 01 0000 0900 0100 0700 0900");

    @Test
    void readsValuesInArrays() throws MalformedDataException {
        assertThat(decode(SMALL)).containsExactly(1, 2, 5);
        assertThat(decode(WIDE)).containsExactly(0, 0xFFFF0000, 0xFFFFFFFF);
    }

    @Test
    void readsTheEmptyBitmap() throws MalformedDataException {
        assertThat(decode(Hex.bytes("3a300000 00000000"))).isEmpty();
    }

    @Test
    void readsRuns() throws MalformedDataException {
        assertThat(decode(RUN)).containsExactly(7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    }

    @Test
    void readsValuesInWords() throws MalformedDataException {
        var bytes = Arrays.copyOf(Hex.bytes("3a300000 01000000 0000 ff1f 10000000"), 16 + 8192);
        Arrays.fill(bytes, 16, bytes.length, (byte) 0x11);

        var bitmap = decode(Arrays.copyOf(halfFull(), 16 + 8192));
        assertThat(bitmap.getCardinality()).isEqualTo(8192 * 2);
        assertThat(bitmap.contains(4)).isTrue();
        assertThat(bitmap.contains(5)).isFalse();
        // One value more in the header than in the words.
        Refusal.assertRefused(STRUCTURE, bytes.length, () -> decode(bytes));
    }

    private static byte[] halfFull() {
        var bytes = Arrays.copyOf(Hex.bytes("3a300000 01000000 0000 ff3f 10000000"), 16 + 8192);
        Arrays.fill(bytes, 16, bytes.length, (byte) 0x11);
        return bytes;
    }

    @Test
    void writesAsTheServerDoes() {
        assertThat(Hex.of(PortableBitmap.encode(RoaringBitmap.bitmapOf(1, 2, 5))))
                .isEqualTo(Hex.of(SMALL));
        assertThat(Hex.of(PortableBitmap.encode(RoaringBitmap.bitmapOf(0, 0xFFFF0000, 0xFFFFFFFF))))
                .isEqualTo(Hex.of(WIDE));
        assertThat(Hex.of(PortableBitmap.encode(new RoaringBitmap(), 2))).isEqualTo("0000" + "3a30000000000000");
    }

    @Test
    void writesNoRuns() throws MalformedDataException {
        var runs = RoaringBitmap.bitmapOfRange(10, 5000);
        runs.runOptimize();

        var bytes = PortableBitmap.encode(runs);

        assertThat(bytes).startsWith(0x3a, 0x30, 0x00, 0x00);
        assertThat(decode(bytes)).isEqualTo(runs);
        assertThat(runs.hasRunCompression()).isTrue();
    }

    @Test
    void refusesEveryCut() {
        for (var whole : new byte[][] {SMALL, WIDE, RUN, halfFull()}) {
            for (var length = 0; length < whole.length; length++) {
                var cut = Arrays.copyOf(whole, length);
                Refusal.assertRefused(STRUCTURE, length, () -> decode(cut));
            }
        }
    }

    @Test
    void refusesBytesThatAreLeftOver() {
        for (var whole : new byte[][] {SMALL, WIDE, RUN, halfFull()}) {
            var longer = Arrays.copyOf(whole, whole.length + 1);
            Refusal.assertRefused(STRUCTURE, longer.length, () -> decode(longer));
        }
    }

    @Test
    void refusesWhatTheFormatDoesNotAllow() {
        for (var hex : new String[] {
            "3c300000 01000000 0000 0200 10000000 0100 0200 0500", // cookie
            "3a300100 01000000 0000 0200 10000000 0100 0200 0500", // cookie, high half
            "3a300000 01000100 0000 0200 10000000 0100 0200 0500", // 65537 containers
            "3a300000 ffffffff 0000 0200 10000000 0100 0200 0500", // 4294967295 containers
            "3a300000 01000000 0000 0200 11000000 0100 0200 0500", // offset
            "3a300000 01000000 0000 0200 10000000 0100 0100 0500", // a value twice
            "3a300000 01000000 0000 0200 10000000 0100 0200 0000", // falling values
            "3a300000 02000000 ffff 0000 0000 0100 18000000 1a000000 0000 0000 ffff", // falling keys
            "3a300000 02000000 0000 0000 0000 0100 18000000 1a000000 0000 0000 ffff", // a key twice
            "3b300000 01 0000 0800 0100 0700 0900", // 9 values, a run of 10
            "3b300000 01 0000 0900 0100 f7ff 0900", // a run beyond 65535
            "3b300000 01 0000 0b00 0200 0700 0900 1100 0100", // runs that touch
            "3b300000 01 0000 0b00 0200 0900 0900 0700 0100", // falling runs
        }) {
            var bytes = Hex.bytes(hex);
            Refusal.assertRefused(STRUCTURE, bytes.length, () -> decode(bytes));
        }
    }

    @Property
    void readsBackWhatItWrote(@ForAll @Size(max = 300) Set<Integer> values) throws MalformedDataException {
        var bitmap = new RoaringBitmap();
        values.forEach(bitmap::add);

        assertThat(decode(PortableBitmap.encode(bitmap))).isEqualTo(bitmap);
    }

    @Property
    void readsWhatTheLibraryWrites(@ForAll @Size(max = 50) Set<Integer> begins, @ForAll short length) throws Exception {
        var bitmap = new RoaringBitmap();
        for (var begin : begins) {
            var first = Integer.toUnsignedLong(begin);
            bitmap.add(first, Math.min(first + (length & 0xFFFF), 0xFFFFFFFFL));
        }
        bitmap.runOptimize();
        var bytes = new byte[bitmap.serializedSizeInBytes()];
        bitmap.serialize(ByteBuffer.wrap(bytes));

        assertThat(decode(bytes)).isEqualTo(bitmap);
    }

    @Property
    void refusesOrReadsWhatIsDamaged(@ForAll int place, @ForAll byte with) {
        for (var whole : new byte[][] {SMALL, WIDE, RUN}) {
            var damaged = whole.clone();
            damaged[Math.floorMod(place, damaged.length)] = with;
            try {
                assertThat(decode(damaged).validate()).isTrue();
            } catch (MalformedDataException e) {
                assertThat(e.structure()).isEqualTo(STRUCTURE);
            }
            assertThat(Refusal.allocatedBy(() -> decode(damaged))).isLessThan(MODEST);
        }
    }

    @Property
    void refusesOrReadsWhateverFollowsACookie(@ForAll boolean runs, @ForAll @Size(max = 60) byte[] bytes) {
        var cookie = new byte[] {(byte) (runs ? 0x3b : 0x3a), 0x30, 0, 0};
        var whole = Arrays.copyOf(cookie, 4 + bytes.length);
        System.arraycopy(bytes, 0, whole, 4, bytes.length);

        assertThat(Refusal.allocatedBy(() -> decode(whole))).isLessThan(MODEST);
    }

    private static RoaringBitmap decode(byte[] bytes) throws MalformedDataException {
        return PortableBitmap.decode(bytes, 0);
    }
}
