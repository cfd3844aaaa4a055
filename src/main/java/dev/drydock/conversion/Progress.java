package dev.drydock.conversion;

import java.util.OptionalLong;

/** Is told how far long work has come; called often, so an implementation must be cheap. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (activity, done, total, unit) -> {};

    /** What {@code done} and {@code total} count. */
    enum Unit {
        RECORDS("records"),
        BYTES("bytes");

        private final String title;

        Unit(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** A total that was estimated, as long as it is not passed; else nothing is known of the end. */
    static OptionalLong known(OptionalLong estimate, long done) {
        return estimate.isPresent() && estimate.getAsLong() >= done ? estimate : OptionalLong.empty();
    }

    /**
     * Takes notice of how far the work is.
     *
     * @param activity what is being done, in a few words, such as {@code "values"}
     * @param done units done so far, of the whole work
     * @param total units in all, where that is known; an estimate that {@code done} has passed counts as unknown
     */
    void at(String activity, long done, OptionalLong total, Unit unit);
}
