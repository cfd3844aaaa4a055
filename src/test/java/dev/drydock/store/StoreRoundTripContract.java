package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.KeyRange;
import dev.drydock.layout.v073.BitmapOperand;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.StoreRows.Bits;
import dev.drydock.store.StoreRows.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** What a driver writes, it reads back: the part of {@link StoreDriverContract} about records. */
public interface StoreRoundTripContract {

    /**
     * A place where nothing is yet.
     *
     * @param directory empty so far; backends of files put the store there
     */
    PlacedStore newStore(Path directory) throws Exception;

    /** Bytes of a value that is large, and that the backend takes. */
    default int largeValue() {
        return 20_000_000;
    }

    @Test
    default void readsBackRecordsOfV073(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        var large = new byte[largeValue()];
        new Random(7).nextBytes(large);
        var expected = new EnumMap<Space, List<Row>>(Space.class);
        try (var writer = store.createSource()) {
            for (var space : List.of(Space.VALUES, Space.LOGS, Space.BLOBS)) {
                for (var key : keys(space.letter())) {
                    var value = HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII);
                    writer.put(space, key, value);
                    expected.computeIfAbsent(space, s -> new ArrayList<>()).add(Row.of(key, value));
                }
            }
            writer.put(Space.BLOBS, bytes("77"), large);
            expected.get(Space.BLOBS).add(Row.of(bytes("77"), large));
            for (var key : keys('i')) {
                writer.put(Space.INDEXES, key, new byte[0]);
                expected.computeIfAbsent(Space.INDEXES, s -> new ArrayList<>()).add(Row.of(key, new byte[0]));
            }
            writer.commit();
        }

        try (var source = store.openSource()) {
            assertThat(source.name()).isEqualTo(store.name());
            for (var space : expected.keySet()) {
                var rows = expected.get(space);
                Collections.sort(rows);
                assertThat(StoreRows.all(source.scan(space)))
                        .as(space.toString())
                        .isEqualTo(rows);
            }
            assertThat(StoreRows.all(source.scan(Space.COUNTERS))).isEmpty();
            assertThat(StoreRows.all(source.bitmaps())).isEmpty();
            assertThat(source.get(Space.BLOBS, bytes("77"))).isEqualTo(large);
            assertThat(source.get(Space.BLOBS, bytes("7700"))).isNull();
            assertThat(source.get(Space.INDEXES, new byte[0])).isEmpty();
        }
    }

    /** Every bound lies on a key, between two, before all or behind all. */
    @Test
    default void readsRangesOfKeysOfV073(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        var keys = keys('v');
        try (var writer = store.createSource()) {
            for (var key : keys) {
                writer.put(Space.VALUES, key, key);
            }
            writer.commit();
        }
        var ranges = List.of(
                KeyRange.ALL,
                new KeyRange(new byte[0], new byte[0]),
                new KeyRange(new byte[0], bytes("80")),
                new KeyRange(bytes("00"), bytes("0000")),
                new KeyRange(bytes("0000"), bytes("000000")),
                new KeyRange(bytes("80"), null),
                new KeyRange(bytes("ffff"), null),
                new KeyRange(bytes("ff".repeat(50)), null),
                KeyRange.startingWith(bytes("7f")),
                KeyRange.startingWith(bytes("ff")),
                new KeyRange(keys.get(20), keys.get(20)),
                new KeyRange(keys.get(20), Arrays.copyOf(keys.get(20), keys.get(20).length + 1)));

        try (var source = store.openSource()) {
            for (var range : ranges) {
                assertThat(StoreRows.all(source.scan(Space.VALUES, range)))
                        .as(range.toString())
                        .isEqualTo(keys.stream()
                                .filter(range::contains)
                                .map(key -> Row.of(key, key))
                                .sorted()
                                .toList());
            }
        }
    }

    @Test
    default void readsBackCountersOfV073(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        var counters = List.of(0L, 1L, -1L, 4_294_967_296L, Long.MIN_VALUE, Long.MAX_VALUE);
        var expected = new ArrayList<Row>();
        try (var writer = store.createSource()) {
            for (var i = 0; i < counters.size(); i++) {
                writer.add(new byte[] {9, (byte) i}, counters.get(i));
                expected.add(Row.counter(new byte[] {9, (byte) i}, counters.get(i)));
            }
            writer.commit();
        }

        try (var source = store.openSource()) {
            assertThat(StoreRows.all(source.scan(Space.COUNTERS))).isEqualTo(expected);
            assertThat(source.get(Space.COUNTERS, bytes("0901"))).isEqualTo(bytes("0100000000000000"));
            assertThat(source.get(Space.COUNTERS, bytes("0902"))).isEqualTo(bytes("ffffffffffffffff"));
        }
    }

    @Test
    default void readsBackBitmapsOfV073(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        var ids = bytes("000000010000");
        var tag = bytes("0000000100411a24666f6f");
        // The names of these start with that of the one before, and sort between documents of it.
        var longer = bytes("0000000100411a24666f6f00");
        var longest = bytes("0000000100411a24666f6f000000027879");
        var many = RoaringBitmap.bitmapOf(0, 1, 2, 70_000, Integer.MAX_VALUE, -1);
        try (var writer = store.createSource()) {
            writer.bitmap(longest, RoaringBitmap.bitmapOf(5, 6));
            writer.bitmap(tag, RoaringBitmap.bitmapOf(1, 2, 3, -1));
            writer.bitmap(ids, many);
            writer.bitmap(longer, RoaringBitmap.bitmapOf(0x0278, 0x02FFFFFF));
            writer.commit();
        }

        try (var source = store.openSource();
                var cursor = source.bitmaps()) {
            assertThat(StoreRows.all(source.bitmaps()))
                    .containsExactly(
                            Bits.of(ids, many),
                            Bits.of(tag, RoaringBitmap.bitmapOf(1, 2, 3, -1)),
                            Bits.of(longer, RoaringBitmap.bitmapOf(0x0278, 0x02FFFFFF)),
                            Bits.of(longest, RoaringBitmap.bitmapOf(5, 6)));
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.storedRows()).isBetween(1L, 6L);
            assertThat(cursor.storedBytes()).isGreaterThan(ids.length);
        }
    }

    @Test
    default void bringsOperandsTogether(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        var key = bytes("000000010000");
        try (var writer = store.createSource()) {
            writer.bitmapOperands(
                    key,
                    List.of(
                            BitmapOperand.bitmap(RoaringBitmap.bitmapOf(1, 2, 3)),
                            BitmapOperand.list(new int[] {4, -1}, new int[] {2}),
                            BitmapOperand.bitmap(RoaringBitmap.bitmapOf(2, 9)),
                            BitmapOperand.list(new int[0], new int[] {9}),
                            BitmapOperand.list(new int[] {0}, new int[0])));
            writer.commit();
        }

        try (var source = store.openSource()) {
            assertThat(StoreRows.all(source.bitmaps()))
                    .containsExactly(Bits.of(key, RoaringBitmap.bitmapOf(0, 1, 2, 3, 4, -1)));
        }
    }

    @Test
    default void readsBackEveryLetterOfV080(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        var expected = new EnumMap<Letter, List<Row>>(Letter.class);
        try (var sink = store.createTarget()) {
            assertThat(sink.name()).isEqualTo(store.name());
            for (var letter : Letter.values()) {
                for (var key : letter == Letter.DOCUMENT_IDS ? documents() : keys(letter.letter())) {
                    var value = letter.shape() == Shape.VALUE ? Arrays.copyOf(key, key.length * 3) : new byte[0];
                    var number = LongStream.range(0, key.length)
                            .map(i -> key[(int) i] * 1_000_003L - i)
                            .sum();
                    if (letter.shape() == Shape.COUNTER) {
                        sink.add(letter, key, number);
                    } else {
                        sink.put(letter, key, value);
                    }
                    expected.computeIfAbsent(letter, l -> new ArrayList<>())
                            .add(letter.shape() == Shape.COUNTER ? Row.counter(key, number) : Row.of(key, value));
                }
            }
            sink.commit();
        }

        try (var target = store.openTarget()) {
            for (var letter : Letter.values()) {
                var rows = expected.get(letter);
                Collections.sort(rows);
                assertThat(StoreRows.all(target.scan(letter)))
                        .as(letter.toString())
                        .isEqualTo(rows);
            }
            assertThat(target.get(Letter.SETTING, bytes("ffff"))).isEqualTo(bytes("ffff00000000"));
            assertThat(target.get(Letter.SETTING, bytes("ffffffff"))).isNull();
        }
    }

    @Test
    default void writesEveryLetterEvenIfEmpty(@TempDir Path directory) throws Exception {
        var store = newStore(directory);
        try (var sink = store.createTarget()) {
            sink.commit();
        }

        assertThat(store.detect()).isEqualTo(StoreVersion.V0_8_0);
        try (var target = store.openTarget()) {
            for (var letter : Letter.values()) {
                assertThat(StoreRows.all(target.scan(letter)))
                        .as(letter.toString())
                        .isEmpty();
            }
        }
    }

    /** Keys of all lengths, the empty one, those of zeros and of ones among them, in an order of no use to anyone. */
    private static List<byte[]> keys(char seed) {
        var random = new Random(seed);
        var keys = new ArrayList<>(List.of(
                new byte[0], bytes("00"), bytes("0000"), bytes("ff"), bytes("ffff"), bytes("7fff"), bytes("80")));
        for (var i = 0; i < 700; i++) {
            var key = new byte[3 + random.nextInt(40)];
            random.nextBytes(key);
            keys.add(key);
        }
        Collections.shuffle(keys, random);
        return keys;
    }

    /** Under {@code b} a key of another length than 9 tells that v0.7.3 was there. */
    private static List<byte[]> documents() {
        return keys('b').stream()
                .map(key -> Arrays.copyOf(key, 9))
                .filter(key -> key[2] != 0)
                .toList();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
