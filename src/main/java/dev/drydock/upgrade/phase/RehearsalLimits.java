package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Progress;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal may cost a server at work: it reads contents no faster than {@value #BYTES_PER_SECOND} bytes a second, holds
 * the state of a database server no longer than half an hour, and gives up before a disk has less than a fifth free.
 */
final class RehearsalLimits implements Progress {

    static final long BYTES_PER_SECOND = 50_000_000;

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int LEAST_FREE_PERCENT = 20;
    private static final long PAUSE_NANOS = 500_000_000;

    private final StepProgress progress;
    private final @Nullable Path disk;
    private final long began = System.nanoTime();
    private long looked = began - PAUSE_NANOS;
    private long reading;
    private long read;

    /** @param disk a path on the disk that is written to; null where that is another machine's */
    RehearsalLimits(StepContext context, @Nullable Path disk) {
        this.progress = new StepProgress(context);
        this.disk = disk;
    }

    /** Ends a rehearsal out of the middle of its work. */
    static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient StepFailedException failure;

        GaveUp(StepFailedException failure) {
            super(failure);
            this.failure = failure;
        }

        StepFailedException failure() {
            return failure;
        }
    }

    @Override
    public void at(String activity, long done, OptionalLong total, Unit unit) {
        progress.at(activity, done, total, unit);
        var now = System.nanoTime();
        if (now - looked >= PAUSE_NANOS) {
            looked = now;
            look(now);
        }
    }

    private void look(long now) {
        if (disk == null) {
            if (now - began > LONGEST.toNanos()) {
                throw new GaveUp(Attempt.failure(
                        "rehearsal-too-long",
                        "The rehearsal has held a state of the database for " + LONGEST.toMinutes()
                                + " minutes, so that the server cannot clean up behind it, and was given up",
                        "Rehearse at a quieter time; nothing is left of this one"));
            }
            return;
        }
        try {
            var room = DiskSpace.on(disk);
            if (room.usable() * 100 < room.total() * LEAST_FREE_PERCENT) {
                throw new GaveUp(Attempt.failure(
                        "rehearsal-no-room",
                        "The disk of " + disk + " has less than " + LEAST_FREE_PERCENT
                                + " % free, and the rehearsal was given up before it takes more",
                        "Make room there, or go without a rehearsal; nothing is left of this one"));
            }
        } catch (HostException e) {
            throw new GaveUp(Attempt.failure("rehearsal-no-room", e.problem(), e.nextStep()));
        }
    }

    /** Counts bytes that were read, and waits where that was too fast. */
    void read(int bytes) throws InterruptedException {
        if (reading == 0) {
            reading = System.nanoTime();
        }
        read += bytes;
        var due = (long) (read * 1e9 / BYTES_PER_SECOND);
        var ahead = due - (System.nanoTime() - reading);
        if (ahead > PAUSE_NANOS / 10) {
            Thread.sleep(ahead / 1_000_000);
        }
    }
}
