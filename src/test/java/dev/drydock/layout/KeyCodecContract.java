package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KeyCodecContract {

    private static final long MODEST = 64 * 1024;

    private final List<KeyCodec<?>> codecs;

    protected KeyCodecContract(List<KeyCodec<?>> codecs) {
        this.codecs = codecs;
    }

    Stream<KeyCodec<?>> codecs() {
        return codecs.stream();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <K> void readsTheExample(KeyCodec<K> codec) throws MalformedDataException {
        var read = codec.decoder().decode(codec.bytes());

        assertThat(read).isEqualTo(codec.example()).hasSameHashCodeAs(codec.example());
        assertThat(read.toString()).isEqualTo(codec.example().toString());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <K> void writesTheExample(KeyCodec<K> codec) {
        assertThat(Hex.of(codec.encoder().apply(codec.example()))).isEqualTo(Hex.of(codec.bytes()));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <K> void refusesEveryCutBelowTheShortestKey(KeyCodec<K> codec) {
        for (var length = 0; length < codec.shortest(); length++) {
            var cut = Arrays.copyOf(codec.bytes(), length);
            Refusal.assertRefused(
                    codec.structure(), length, () -> codec.decoder().decode(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <K> void refusesBytesAfterAKeyOfKnownLength(KeyCodec<K> codec) {
        if (codec.exact()) {
            var longer = Arrays.copyOf(codec.bytes(), codec.bytes().length + 1);
            Refusal.assertRefused(
                    codec.structure(), longer.length, () -> codec.decoder().decode(longer));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <K> void tellsTheExampleFromItsNeighbours(KeyCodec<K> codec) {
        for (var i = 0; i < codec.bytes().length; i++) {
            var neighbour = codec.bytes().clone();
            neighbour[i] ^= 1;
            try {
                assertThat(codec.decoder().decode(neighbour)).isNotEqualTo(codec.example());
            } catch (MalformedDataException e) {
                assertThat(e.structure()).isEqualTo(codec.structure());
            }
        }
    }

    @Property
    void refusesAnyBytesOrWritesThemBackTheSame(@ForAll @Size(max = 64) byte[] bytes) {
        codecs.forEach(codec -> assertRefusedOrWrittenBack(codec, bytes));
    }

    @Property
    void refusesADamagedKeyOrWritesItBackTheSame(
            @ForAll int place, @ForAll byte with, @ForAll @Size(max = 8) byte[] tail) {
        for (var codec : codecs) {
            var damaged = Arrays.copyOf(codec.bytes(), codec.bytes().length + tail.length);
            System.arraycopy(tail, 0, damaged, codec.bytes().length, tail.length);
            damaged[Math.floorMod(place, damaged.length)] = with;
            assertRefusedOrWrittenBack(codec, damaged);
        }
    }

    private static void assertRefusedOrWrittenBack(KeyCodec<?> codec, byte[] bytes) {
        try {
            assertThat(Hex.of(codec.rewrite(bytes))).as(codec.structure()).isEqualTo(Hex.of(bytes));
        } catch (MalformedDataException e) {
            assertThat(e.structure()).isEqualTo(codec.structure());
        }
        assertThat(Refusal.allocatedBy(() -> codec.rewrite(bytes)))
                .as("bytes allocated by " + codec.structure())
                .isLessThan(MODEST);
    }
}
