package dev.drydock.layout;

/**
 * One domain a queued message goes to.
 *
 * @param retry when it is tried again, and how often it was
 * @param notice when the sender is told of a delay, and how often it was
 * @param expires Unix time in seconds
 * @param disableTls that deliveries go without TLS; of v0.7.3 only, false where v0.8.0 is read
 */
public record QueuedDomain(
        String domain, Schedule retry, Schedule notice, long expires, DomainStatus status, boolean disableTls) {

    /**
     * The next time for something.
     *
     * @param due Unix time in seconds
     * @param count how often it happened so far, unsigned 32 bits
     */
    public record Schedule(long due, int count) {}
}
