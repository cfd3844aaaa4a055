package dev.drydock.store.foundationdb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One key of the cluster, letter included, with its value as it is stored there. */
public record KeyValue(byte[] key, byte[] value) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyValue pair && Arrays.equals(key, pair.key) && Arrays.equals(value, pair.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return FdbText.printed(key) + " with " + value.length + " bytes";
    }
}
