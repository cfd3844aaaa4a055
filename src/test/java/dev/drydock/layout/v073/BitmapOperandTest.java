package dev.drydock.layout.v073;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Hex;
import dev.drydock.layout.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class BitmapOperandTest {

    private static final String STRUCTURE = "bitmap operand";
    private static final byte[] ONE_TWO_FIVE = Hex.bytes("01 3a300000 01000000 0000 0200 10000000 0100 0200 0500");

    @Test
    void writesLists() {
        assertThat(Hex.of(BitmapOperand.list(new int[] {1, 300, -1}, new int[] {2})))
                .isEqualTo(Hex.of(Hex.bytes("00 82 01 ac02 ffffffff0f 00 02")));
        assertThat(Hex.of(BitmapOperand.list(new int[] {7}, new int[0]))).isEqualTo("008007");
        assertThat(Hex.of(BitmapOperand.list(new int[0], new int[] {7}))).isEqualTo("000007");
        assertThat(Hex.of(BitmapOperand.list(new int[0], new int[0]))).isEqualTo("00");
    }

    @Test
    void beginsANewGroupAfter128Documents() {
        var operand = BitmapOperand.list(IntStream.range(0, 130).toArray(), new int[0]);

        assertThat(operand).startsWith(0x00, 0xFF, 0x00, 0x01).endsWith(0x81, 0x80, 0x01, 0x81, 0x01);
        assertThat(operand).hasSize(1 + 1 + 128 + 1 + 4);
    }

    @Test
    void writesBitmaps() {
        assertThat(Hex.of(BitmapOperand.bitmap(RoaringBitmap.bitmapOf(1, 2, 5))))
                .isEqualTo(Hex.of(ONE_TWO_FIVE));
    }

    @Test
    void takesNoPieceForTheEmptyBitmap() throws MalformedDataException {
        assertThat(BitmapOperand.merge(List.of())).isEmpty();
    }

    @Test
    void takesALonePieceForTheWholeBitmap() throws MalformedDataException {
        assertThat(merge("00 82 01 02 09 00 02")).containsExactly(1, 9);
        assertThat(merge("00")).isEmpty();
        assertThat(merge("00 00 05")).isEmpty();
        assertThat(BitmapOperand.merge(List.of(ONE_TWO_FIVE))).containsExactly(1, 2, 5);
    }

    @Test
    void appliesSetsAndClearsInTheirOrder() throws MalformedDataException {
        assertThat(merge("00 81 01 02", "00 00 01")).containsExactly(2);
        assertThat(merge("00 00 01", "00 81 01 02")).containsExactly(1, 2);
        assertThat(merge("00 80 01 00 01 80 01")).containsExactly(1);
        assertThat(merge("00 80 01 80 01 00 01")).isEmpty();
    }

    @Test
    void unitesBitmapsAndListsInTheirOrder() throws MalformedDataException {
        var base = Hex.of(ONE_TWO_FIVE);

        assertThat(merge(base, "00 00 05 80 06")).containsExactly(1, 2, 6);
        assertThat(merge("00 00 05 80 06", base)).containsExactly(1, 2, 5, 6);
        assertThat(merge(base, "00 02 01 02 05", base)).containsExactly(1, 2, 5);
        assertThat(merge("00 80 09", Hex.of(Hex.bytes("01 3a300000 00000000")))).containsExactly(9);
    }

    @Test
    void setsDocumentsOfTheUpperHalf() throws MalformedDataException {
        assertThat(merge("00 81 ffffffff0f 8080808008").contains(-1)).isTrue();
        assertThat(merge("00 81 ffffffff0f 8080808008", "00 00 ffffffff0f")).containsExactly(0x80000000);
    }

    @Test
    void refusesEveryCutOfAListWithinAGroup() {
        var whole = Hex.bytes("00 82 01 ac02 ffffffff0f 00 02");
        for (var length : new int[] {0, 2, 3, 4, 5, 6, 7, 8, 9, 11}) {
            var cut = Arrays.copyOf(whole, length);
            Refusal.assertRefused(STRUCTURE, length, () -> BitmapOperand.merge(List.of(cut)));
        }
    }

    @Test
    void refusesUnknownTypesAndDocumentsBeyond32Bits() {
        Refusal.assertRefused(STRUCTURE, 1, () -> merge("02"));
        Refusal.assertRefused(STRUCTURE, 0, () -> merge(""));
        Refusal.assertRefused(STRUCTURE, 7, () -> merge("00 80 ffffffff10"));
        Refusal.assertRefused("Roaring bitmap", 1, () -> merge("01"));
    }

    @Property
    void bringsTogetherWhatAPlainSetWould(@ForAll @Size(max = 60) List<@IntRange(max = 119) Integer> changes)
            throws MalformedDataException {
        var expected = new TreeSet<Integer>();
        var pieces = new ArrayList<byte[]>();
        for (var change : changes) {
            var document = change / 3;
            switch (change % 3) {
                case 0 -> {
                    pieces.add(BitmapOperand.list(new int[] {document}, new int[0]));
                    expected.add(document);
                }
                case 1 -> {
                    pieces.add(BitmapOperand.list(new int[0], new int[] {document}));
                    expected.remove(document);
                }
                default -> {
                    pieces.add(BitmapOperand.bitmap(RoaringBitmap.bitmapOf(document, document + 1)));
                    expected.addAll(List.of(document, document + 1));
                }
            }
        }

        assertThat(BitmapOperand.merge(pieces)).containsExactlyElementsOf(expected);
    }

    @Property
    void readsBackLists(@ForAll @Size(max = 300) int[] set) throws MalformedDataException {
        assertThat(BitmapOperand.merge(List.of(BitmapOperand.list(set, new int[0]))))
                .isEqualTo(RoaringBitmap.bitmapOf(set));
        assertThat(BitmapOperand.merge(List.of(BitmapOperand.list(set, set)))).isEmpty();
    }

    @Property
    void refusesOrReadsAnyBytes(@ForAll @Size(max = 60) byte[] bytes, @ForAll boolean bitmap) {
        var piece = Arrays.copyOf(new byte[] {(byte) (bitmap ? 1 : 0)}, 1 + bytes.length);
        System.arraycopy(bytes, 0, piece, 1, bytes.length);

        assertThat(Refusal.allocatedBy(() -> BitmapOperand.merge(List.of(piece, piece))))
                .isLessThan(256 * 1024);
    }

    private static RoaringBitmap merge(String... pieces) throws MalformedDataException {
        return BitmapOperand.merge(Arrays.stream(pieces).map(Hex::bytes).toList());
    }
}
