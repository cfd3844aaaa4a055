package dev.drydock.conversion;

import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** Counts the rows of a store as they are read, and reports now and then. */
final class RowMeter {

    /** Rows between two reports: seldom enough to cost nothing, often enough for ten a second. */
    private static final int STEP = 1024;

    private final Progress progress;
    private final OptionalLong total;
    private long done;
    private long reported = -STEP;

    /** @param unread families that will not be read */
    RowMeter(RecordSource source, Set<Family> unread, Progress progress) throws StoreException {
        this.progress = progress;
        this.total = estimate(source, unread);
    }

    private static OptionalLong estimate(RecordSource source, Set<Family> unread) throws StoreException {
        var sum = 0L;
        for (var space : Space.values()) {
            var families = EnumSet.allOf(Family.class);
            families.removeIf(family -> family.space() != space);
            if (unread.containsAll(families)) {
                continue;
            }
            if (families.removeAll(unread)) {
                // How much of a space a part of it is, nobody knows.
                return OptionalLong.empty();
            }
            var rows = source.estimatedRows(space);
            if (rows.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += rows.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    void rows(String activity, long rows) {
        done += rows;
        if (done - reported >= STEP) {
            reported = done;
            progress.at(activity, done, Progress.known(total, done), Progress.Unit.RECORDS);
        }
    }

    void finish() {
        progress.at("all read", done, OptionalLong.of(done), Progress.Unit.RECORDS);
    }
}
