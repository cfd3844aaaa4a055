package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a rehearsal may cost a server at work. It reads contents no faster than {@value #BYTES_PER_SECOND} bytes a second, and
 * gives up before a disk has less than a fifth free. On a server of databases, whose disk may be another machine's, it gives
 * up where it has held its state for half an hour, or where the log of changes has grown by twice the store.
 */
final class RehearsalLimits implements Progress {

    static final long BYTES_PER_SECOND = 50_000_000;

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int LEAST_FREE_PERCENT = 20;

    /** As much goes into the log of a small store by what is written besides the rows. */
    private static final long LEAST_GROWTH = 1L << 30;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Whoever asks a server connects to it. */
    private static final Duration PAUSE_OF_SERVER = Duration.ofSeconds(3);

    private static final long SHORTEST_WAIT_NANOS = 50_000_000;

    private final StepProgress progress;
    private final Limit limit;
    private final long pauseNanos;
    private long looked;
    private long reading;
    private long read;

    private RehearsalLimits(StepContext context, Limit limit, Duration pause) {
        this.progress = new StepProgress(context);
        this.limit = limit;
        this.pauseNanos = pause.toNanos();
        this.looked = System.nanoTime() - pauseNanos;
    }

    /** What is looked at from time to time, and ends the rehearsal where it has gone too far. */
    @FunctionalInterface
    private interface Limit {
        void look() throws StepFailedException, HostException, StoreException;
    }

    /** Says how much a server has ever written to its log of changes. */
    @FunctionalInterface
    interface ChangeLog {
        OptionalLong written() throws StoreException;
    }

    /**
     * Those of a store of files.
     *
     * @param disk a path on the disk that is written to
     */
    static RehearsalLimits onDisk(StepContext context, Path disk) {
        return new RehearsalLimits(context, () -> requireRoom(disk), PAUSE);
    }

    /**
     * Those of tables.
     *
     * @param storeBytes what the store takes on its server
     */
    static RehearsalLimits onServer(StepContext context, ChangeLog log, long storeBytes) throws StoreException {
        return onServer(context, log, Math.max(LEAST_GROWTH, 2 * storeBytes), LONGEST, PAUSE_OF_SERVER);
    }

    /** The same with other limits. */
    static RehearsalLimits onServer(
            StepContext context, ChangeLog log, long mostGrowth, Duration longest, Duration pause)
            throws StoreException {
        var began = System.nanoTime();
        var before = log.written();
        return new RehearsalLimits(
                context,
                () -> {
                    requireYoung(began, longest);
                    requireSmall(before, log.written(), mostGrowth);
                },
                pause);
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
        if (now - looked >= pauseNanos) {
            looked = now;
            look();
        }
    }

    private void look() {
        try {
            limit.look();
        } catch (StepFailedException e) {
            throw new GaveUp(e);
        } catch (HostException e) {
            throw new GaveUp(Attempt.failure("rehearsal-no-room", e.problem(), e.nextStep()));
        } catch (StoreException e) {
            throw new GaveUp(Attempt.failure("rehearsal-failed", e.problem(), e.nextStep()));
        }
    }

    private static void requireRoom(Path disk) throws HostException, StepFailedException {
        var room = DiskSpace.on(disk);
        if (room.usable() * 100 < room.total() * LEAST_FREE_PERCENT) {
            throw Attempt.failure(
                    "rehearsal-no-room",
                    "The disk of " + disk + " has less than " + LEAST_FREE_PERCENT
                            + " % free, and the rehearsal was given up before it takes more",
                    "Make room there, or go without a rehearsal; nothing is left of this one");
        }
    }

    private static void requireYoung(long began, Duration longest) throws StepFailedException {
        if (System.nanoTime() - began > longest.toNanos()) {
            throw Attempt.failure(
                    "rehearsal-too-long",
                    "The rehearsal has held a state of the database for " + longest.toMinutes()
                            + " minutes, so that the server cannot clean up behind it, and was given up",
                    "Rehearse at a quieter time; nothing is left of this one");
        }
    }

    private static void requireSmall(OptionalLong before, OptionalLong now, long mostGrowth)
            throws StepFailedException {
        if (before.isPresent() && now.isPresent() && now.getAsLong() - before.getAsLong() > mostGrowth) {
            throw Attempt.failure(
                    "rehearsal-log-grows",
                    "The database server has written " + (now.getAsLong() - before.getAsLong())
                            + " bytes to its log of changes since the rehearsal began, which is more than the "
                            + mostGrowth + " that it may cost, and it was given up",
                    "Rehearse at a quieter time; nothing is left of this one");
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
        if (ahead > SHORTEST_WAIT_NANOS) {
            Thread.sleep(ahead / 1_000_000);
        }
    }
}
