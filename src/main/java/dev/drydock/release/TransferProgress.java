package dev.drydock.release;

import java.util.OptionalLong;

/** Is told how far a download or an archive is; called often, so an implementation must be cheap. */
@FunctionalInterface
public interface TransferProgress {

    /** Tells nobody. */
    TransferProgress NONE = (done, total) -> {};

    /**
     * Takes notice of how far it is. To end the work, an implementation throws
     * {@link java.util.concurrent.CancellationException}; what has come so far is kept.
     *
     * @param done bytes so far, those of an earlier attempt among them
     * @param total bytes in all; empty where the server does not say
     */
    void at(long done, OptionalLong total);
}
