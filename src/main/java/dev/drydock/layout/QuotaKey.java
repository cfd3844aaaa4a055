package dev.drydock.layout;

import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A queue quota that a queued message counts for, and gives back when it leaves.
 *
 * @param key name of the quota, without class byte
 * @param id what part of the message it is counted for: 0 for the sender, n for recipient n, and n times 2 to the
 *     power of 32 for domain n, both counted from 1
 */
public record QuotaKey(Kind kind, byte[] key, long id) {

    /** What is counted: bytes or messages. */
    public enum Kind {
        SIZE(0),
        COUNT(1);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number of this kind in a queued message. */
        public int code() {
            return code;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QuotaKey quota && kind == quota.kind && Arrays.equals(key, quota.key) && id == quota.id;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + Arrays.hashCode(key)) + Long.hashCode(id);
    }

    @Override
    public String toString() {
        return kind + " quota " + Printable.of(key);
    }
}
