package dev.drydock.layout;

import dev.drydock.bytes.MalformedDataException;
import java.util.function.Function;

/**
 * One kind of key, with an example laid by hand.
 *
 * @param structure the name its failures have to give
 * @param shortest bytes that the shortest key of the kind has; every shorter cut of the example is refused
 * @param exact that no byte may follow the example
 */
public record KeyCodec<K>(
        String structure,
        Decoder<K> decoder,
        Function<K, byte[]> encoder,
        int shortest,
        boolean exact,
        K example,
        byte[] bytes) {

    /** Reads a key. */
    @FunctionalInterface
    public interface Decoder<K> {
        K decode(byte[] key) throws MalformedDataException;
    }

    /** A kind whose keys all have the same length, or end where their length is told by their content. */
    public static <K> KeyCodec<K> fixed(
            String structure, Decoder<K> decoder, Function<K, byte[]> encoder, K example, String hex) {
        var bytes = Hex.bytes(hex);
        return new KeyCodec<>(structure, decoder, encoder, bytes.length, true, example, bytes);
    }

    /** A kind that holds free bytes. */
    public static <K> KeyCodec<K> free(
            String structure, Decoder<K> decoder, Function<K, byte[]> encoder, int shortest, K example, String hex) {
        return new KeyCodec<>(structure, decoder, encoder, shortest, false, example, Hex.bytes(hex));
    }

    /** Reads a key and writes it again. */
    public byte[] rewrite(byte[] key) throws MalformedDataException {
        return encoder.apply(decoder.decode(key));
    }

    @Override
    public String toString() {
        return structure + " " + example;
    }
}
