package dev.drydock.amendment;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.RecordDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells whether two values of one record are the same; the form in which a content is stored makes no difference. */
final class SameValue {

    private final RecordDigest digest = new RecordDigest();

    boolean test(Letter letter, byte[] key, byte @Nullable [] one, byte @Nullable [] other)
            throws MalformedDataException {
        if (one == null || other == null) {
            return one == other;
        }
        return Arrays.equals(one, other)
                || (letter == Letter.BLOB && Arrays.equals(digest.of(letter, key, one), digest.of(letter, key, other)));
    }
}
