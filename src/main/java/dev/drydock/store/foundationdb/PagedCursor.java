package dev.drydock.store.foundationdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Walks over keys that come in pages. */
final class PagedCursor implements RecordCursor {

    private final KeyPages pages;
    private Iterator<KeyValue> page = Collections.emptyIterator();
    private @Nullable KeyValue current;

    PagedCursor(KeyPages pages) {
        this.pages = pages;
    }

    @Override
    public boolean next() throws StoreException {
        if (!page.hasNext()) {
            page = Interrupted.asFailure(() -> pages.next(Integer.MAX_VALUE)).iterator();
        }
        current = page.hasNext() ? page.next() : null;
        return current != null;
    }

    private KeyValue current() {
        if (current == null) {
            throw new IllegalStateException("not on a key");
        }
        return current;
    }

    @Override
    public byte[] key() {
        return current().key();
    }

    @Override
    public byte[] value() {
        return current().value();
    }

    @Override
    public void close() {
        // Nothing is kept open between two pages.
    }
}
