package dev.drydock.layout.v073;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.KeyRange;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Hex;
import dev.drydock.layout.Refusal;
import java.util.EnumSet;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyTest {

    @ParameterizedTest
    @EnumSource
    void rangesHoldExactlyTheKeysOfTheFamily(Family family) {
        var space = family.space();
        for (var keyClass = 0; keyClass < 256; keyClass++) {
            for (var key : new byte[][] {{(byte) keyClass}, {(byte) keyClass, 0}, {(byte) keyClass, -1, -1}}) {
                assertThat(family.ranges().stream().anyMatch(range -> range.contains(key)))
                        .as(Hex.of(key))
                        .isEqualTo(familyOf(space, key) == family);
            }
        }
    }

    private static Family familyOf(Space space, byte[] key) {
        try {
            return Family.of(space, key);
        } catch (MalformedDataException e) {
            return null;
        }
    }

    @Test
    void knowsTheClassesOfTheSource() throws MalformedDataException {
        assertThat(Family.of(Space.VALUES, Hex.bytes("00"))).isEqualTo(Family.PROPERTY);
        assertThat(Family.of(Space.COUNTERS, Hex.bytes("00"))).isEqualTo(Family.MAILBOX_UID_NEXT);
        assertThat(Family.of(Space.VALUES, Hex.bytes("1a"))).isEqualTo(Family.DIRECTORY);
        assertThat(Family.of(Space.COUNTERS, Hex.bytes("18"))).isEqualTo(Family.USED_QUOTA);
        assertThat(Family.of(Space.VALUES, Hex.bytes("34"))).isEqualTo(Family.REPORT_TO_SEND);
        assertThat(Family.of(Space.VALUES, Hex.bytes("3e"))).isEqualTo(Family.RECEIVED_REPORT);
        assertThat(Family.of(Space.BITMAPS, Hex.bytes("ff"))).isEqualTo(Family.BITMAP);
        assertThat(Family.of(Space.INDEXES, Hex.bytes("ff"))).isEqualTo(Family.INDEX);
        assertThat(Family.of(Space.LOGS, Hex.bytes("ff"))).isEqualTo(Family.LOG);
        assertThat(Family.of(Space.BLOBS, Hex.bytes("ff"))).isEqualTo(Family.BLOB);
    }

    @Test
    void refusesUnknownClassesAndEmptyKeys() {
        Refusal.assertRefused("key in space v", 1, () -> Family.of(Space.VALUES, Hex.bytes("09")));
        Refusal.assertRefused("key in space c", 1, () -> Family.of(Space.COUNTERS, Hex.bytes("01")));
        for (var space : Space.values()) {
            Refusal.assertRefused("key in space " + space.letter(), 0, () -> Family.of(space, new byte[0]));
        }
    }

    @Test
    void givesTheRangesOfAFamilyInKeyOrder() {
        for (var family : Family.values()) {
            byte[] last = {};
            for (KeyRange range : family.ranges()) {
                assertThat(java.util.Arrays.compareUnsigned(range.from(), last)).isNotNegative();
                last = range.from();
            }
        }
    }

    @Test
    void namesSpacesAsTheServerDoes() {
        var letters = new HashSet<Character>();
        for (var space : EnumSet.allOf(Space.class)) {
            letters.add(space.letter());
        }
        assertThat(letters).containsExactlyInAnyOrder('b', 'v', 'l', 'i', 't', 'c');
    }
}
