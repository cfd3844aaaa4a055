package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.v080.QueuedMessageCodec;
import org.jspecify.annotations.Nullable;

/** How v0.8.0 reads a queued message. */
enum NewQueueReading {
    RIGHT,
    /** It is there, with wrong data. */
    WRONG,
    /** Not at all. */
    NONE;

    /** How a codec says that bytes are left over. */
    private static final String BEHIND_THE_END = "the end";

    /**
     * Reads a value as v0.8.0 does. What it does not know of a message of v0.7.3 ends up behind the end, where its
     * reader stops looking; our codec is the stricter one.
     *
     * @param meant the message that it has to be; null where that is not known
     */
    static NewQueueReading of(byte[] value, @Nullable QueuedMessage meant) {
        try {
            var read = QueuedMessageCodec.decode(value);
            return meant == null || read.equals(meant) ? RIGHT : WRONG;
        } catch (MalformedDataException e) {
            return e.expectation().startsWith(BEHIND_THE_END) ? WRONG : NONE;
        }
    }
}
