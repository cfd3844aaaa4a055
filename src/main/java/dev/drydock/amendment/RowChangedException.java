package dev.drydock.amendment;

import dev.drydock.conversion.StoreException;

/** A record is neither as it is before a change nor as it is after it; nothing was written. */
public final class RowChangedException extends StoreException {

    private static final long serialVersionUID = 1L;

    RowChangedException(String problem, String nextStep) {
        super(problem, nextStep);
    }
}
