package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v080.Letter;

/** A stream of v0.8.0 records, from a store that holds them or from a translation that expects them. */
interface NewRecords {

    /** Receives one record after the other. */
    @FunctionalInterface
    interface Receiver {
        /**
         * Takes one record.
         *
         * @param value as stored; for counters a signed 64-bit number in eight bytes, little-endian
         */
        void accept(Letter letter, byte[] key, byte[] value) throws StoreException, MalformedDataException;
    }

    /** Feeds all records; may be called several times. */
    void read(Receiver receiver, Progress progress) throws StoreException, MalformedDataException;
}
