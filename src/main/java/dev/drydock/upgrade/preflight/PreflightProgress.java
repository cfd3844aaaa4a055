package dev.drydock.upgrade.preflight;

/** Is told how far the checks have come. */
@FunctionalInterface
public interface PreflightProgress {

    /** Tells nobody. */
    PreflightProgress NONE = (topic, done, total) -> {};

    /**
     * Takes notice of the check that is next.
     *
     * @param topic what it looks at: the first part of the codes of its findings
     * @param done checks that are over
     * @param total all of them
     */
    void at(String topic, int done, int total);
}
