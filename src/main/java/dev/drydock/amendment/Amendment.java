package dev.drydock.amendment;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings the changes of a file into a store, or takes them back. Either may be repeated, and begun anew after it was
 * killed at any instant: before anything is written every record is looked up, and must be as before or as after the
 * change. Records that are not in the file do not matter.
 */
public final class Amendment {

    private static final int STEP = 256;

    private final AmendmentFile file;
    private final StoreEditor store;
    private final Progress progress;

    /**
     * What was done.
     *
     * @param rows records of the file
     * @param changed those that were changed now; the others were as wanted already
     */
    public record Outcome(long rows, long changed) {}

    private enum Direction {
        APPLY,
        TAKE_BACK;

        private byte @Nullable [] from(AmendedRow row) {
            return this == APPLY ? row.before() : row.after();
        }

        private byte @Nullable [] to(AmendedRow row) {
            return this == APPLY ? row.after() : row.before();
        }
    }

    /** @param store closed by the caller */
    public Amendment(AmendmentFile file, StoreEditor store, Progress progress) {
        this.file = file;
        this.store = store;
        this.progress = progress;
    }

    /**
     * Makes every record as after the change; all is on disk when this returns.
     *
     * @throws RowChangedException naming the first record that is neither as before nor as after; nothing was written
     */
    public Outcome apply() throws StoreException, MalformedDataException {
        return bring(Direction.APPLY);
    }

    /**
     * Makes every record as before the change; all is on disk when this returns.
     *
     * @throws RowChangedException naming the first record that is neither as before nor as after; nothing was written
     */
    public Outcome takeBack() throws StoreException, MalformedDataException {
        return bring(Direction.TAKE_BACK);
    }

    private Outcome bring(Direction direction) throws StoreException, MalformedDataException {
        if (pass("checking", 0, direction, false) == 0) {
            return new Outcome(file.count(), 0);
        }
        var changed = pass("changing", file.count(), direction, true);
        store.commit();
        return new Outcome(file.count(), changed);
    }

    /** Looks every record up, and changes it if that is wanted; how many of them are or were not as they shall be. */
    private long pass(String activity, long done, Direction direction, boolean changing)
            throws StoreException, MalformedDataException {
        var same = new SameValue();
        var total = OptionalLong.of(2 * file.count());
        var different = 0L;
        try (var rows = file.read()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if ((rows.rows() - 1) % STEP == 0) {
                    progress.at(activity, done + rows.rows() - 1, total, Progress.Unit.RECORDS);
                }
                var found = store.get(row.letter(), row.key());
                var wanted = direction.to(row);
                if (same.test(row.letter(), row.key(), found, wanted)) {
                    continue;
                }
                if (!same.test(row.letter(), row.key(), found, direction.from(row))) {
                    throw changed(row, found);
                }
                different++;
                if (changing) {
                    write(row, wanted);
                }
            }
            progress.at(activity, done + rows.rows(), total, Progress.Unit.RECORDS);
        }
        return different;
    }

    private void write(AmendedRow row, byte @Nullable [] wanted) throws StoreException {
        if (wanted == null) {
            store.delete(row.letter(), row.key());
        } else {
            store.put(row.letter(), row.key(), wanted);
        }
    }

    private RowChangedException changed(AmendedRow row, byte @Nullable [] found) {
        return new RowChangedException(
                "In " + store.name() + ", the " + row.words() + " is neither as before nor as after the change ("
                        + file.title() + "): " + (found == null ? "it is not there" : found.length + " other bytes"),
                "Nothing was written; see that this is the right store and file, and that no server has run on it");
    }
}
