package dev.drydock.conversion;

import java.util.Arrays;

/** Tells which keys were passed over, while those that were not come in their order. */
public final class LeftBehind {

    /** Is told of each key that was passed over. */
    @FunctionalInterface
    public interface Receiver {
        void leave(byte[] key) throws StoreException;
    }

    private final RecordCursor all;
    private final Receiver receiver;

    /** @param all keys, ascending; the caller closes it */
    public LeftBehind(RecordCursor all, Receiver receiver) {
        this.all = all;
        this.receiver = receiver;
    }

    /**
     * Keeps one.
     *
     * @throws StoreException where it is none of them, or was passed already
     */
    public void keep(byte[] key) throws StoreException {
        while (all.next()) {
            var current = all.key();
            if (Arrays.equals(current, key)) {
                return;
            }
            receiver.leave(current);
        }
        throw new StoreException(
                "A content was to be taken over that the old store does not have, or not in this order",
                "Report this; convert without taking over instead");
    }

    /** Passes over all that are left. */
    public void finish() throws StoreException {
        while (all.next()) {
            receiver.leave(all.key());
        }
    }
}
