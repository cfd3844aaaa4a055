package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Progress;
import dev.drydock.engine.StepContext;
import dev.drydock.release.TransferProgress;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/** Hands the progress of the core on to the step that it works for, and ends the work when the run is to stop. */
final class StepProgress implements Progress {

    private static final long PAUSE_NANOS = 50_000_000;

    private final StepContext context;
    private long last = Long.MIN_VALUE;

    StepProgress(StepContext context) {
        this.context = context;
    }

    @Override
    public void at(String activity, long done, OptionalLong total, Unit unit) {
        var now = System.nanoTime();
        if (last != Long.MIN_VALUE && now - last < PAUSE_NANOS) {
            return;
        }
        last = now;
        if (context.isCancelled()) {
            throw new CancellationException("the run is to stop");
        }
        context.progress(activity, done, total, unit.title());
    }

    /** The same for what is fetched or unpacked. */
    TransferProgress of(String activity) {
        return (done, total) -> at(activity, done, total, Unit.BYTES);
    }
}
