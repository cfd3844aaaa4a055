package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Writes a store as text, one line for each record: letter, key in hexadecimal, and the value: {@code -} for none, a
 * plain number for counters, else SHA-256 in hexadecimal, for contents of their plain form. Ordered by letter, then key;
 * independent of the backend, so that two stores are equal when their listings are.
 */
public final class Listing {

    private static final HexFormat HEX = HexFormat.of();
    private static final String NONE = "-";

    private final Appendable out;

    public Listing(Appendable out) {
        this.out = out;
    }

    /** Lists a v0.8.0 store. */
    public void of(TargetStore store) throws StoreException, MalformedDataException, IOException {
        for (var letter : Letter.values()) {
            try (var records = store.scan(letter)) {
                while (records.next()) {
                    line(letter.letter(), records.key(), value(letter, records.key(), records.value()));
                }
            }
        }
    }

    private static String value(Letter letter, byte[] key, byte[] value) throws MalformedDataException {
        return switch (letter.shape()) {
            case KEY_ONLY -> NONE;
            case COUNTER -> Long.toString(CounterValue.decode(value));
            case VALUE -> letter == Letter.BLOB ? content(key, value) : sha256(value);
        };
    }

    /** Lists a v0.7.3 store; bitmaps as SQL holds them, one line for each document. */
    public void of(RecordSource store) throws StoreException, MalformedDataException, IOException {
        var spaces = Stream.of(Space.values()).sorted(Comparator.comparing(Space::letter));
        for (var space : (Iterable<Space>) spaces::iterator) {
            if (space == Space.BITMAPS) {
                bitmaps(store);
                continue;
            }
            try (var records = store.scan(space)) {
                while (records.next()) {
                    line(space.letter(), records.key(), value(space, records.key(), records.value()));
                }
            }
        }
    }

    private static String value(Space space, byte[] key, byte[] value) throws MalformedDataException {
        return switch (space) {
            case BITMAPS, INDEXES -> NONE;
            case COUNTERS -> Long.toString(CounterValue.decode(value));
            case BLOBS -> content(key, value);
            case VALUES, LOGS -> sha256(value);
        };
    }

    private void bitmaps(RecordSource store) throws StoreException, MalformedDataException, IOException {
        try (var bitmaps = store.bitmaps()) {
            while (bitmaps.next()) {
                var row = Arrays.copyOf(bitmaps.key(), bitmaps.key().length + 4);
                var documents = bitmaps.documents().getIntIterator();
                while (documents.hasNext()) {
                    BigEndian.putU32(row, row.length - 4, documents.next());
                    line(Space.BITMAPS.letter(), row, NONE);
                }
            }
        }
    }

    private static String content(byte[] key, byte[] stored) throws MalformedDataException {
        return sha256(
                key.length == BlobHash.LENGTH
                        ? StoredBlob.of(BlobHash.of(key), stored).content()
                        : stored);
    }

    private static String sha256(byte[] value) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void line(char letter, byte[] key, String value) throws IOException {
        out.append(letter)
                .append('\t')
                .append(HEX.formatHex(key))
                .append('\t')
                .append(value)
                .append('\n');
    }
}
