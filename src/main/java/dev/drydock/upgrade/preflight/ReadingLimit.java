package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.Progress;
import java.util.OptionalLong;

/** Ends the reading of a store when its time is over, or when somebody wants it to end. */
final class ReadingLimit implements Progress {

    private final Progress told;
    private final long end;

    /** Begins now. */
    ReadingLimit(Scene scene) {
        this.told = scene.progress();
        this.end = System.nanoTime() + scene.readingLimit().toNanos();
    }

    @Override
    public void at(String activity, long done, OptionalLong total, Unit unit) {
        told.at(activity, done, total, unit);
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw new TimeIsUpException(activity + ", " + done
                    + (total.isPresent() ? " of about " + total.getAsLong() : "") + " " + unit.title());
        }
    }

    /** How far it came. */
    static final class TimeIsUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TimeIsUpException(String where) {
            super(where);
        }

        /** Tells a thread that was interrupted from one whose time is over. */
        void requireNotInterrupted() throws InterruptedException {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("the reading of the store").initCause(this);
            }
        }
    }
}
