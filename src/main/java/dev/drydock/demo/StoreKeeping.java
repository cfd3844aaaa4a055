package dev.drydock.demo;

import dev.drydock.conversion.StoreException;
import java.io.IOException;

/** Keeps the lock of a store, as its server does, until it is closed. */
interface StoreKeeping extends AutoCloseable {

    @Override
    void close() throws StoreException, IOException;
}
