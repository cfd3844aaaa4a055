package dev.drydock.translate;

import dev.drydock.layout.v073.Family;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what became of every record, so that the sums can be closed: in each family, what was read is what was carried
 * and what was counted under a reason. Units are document ids for bitmaps and records for everything else.
 */
public final class Ledger {

    /** Notes kept in full for each code; beyond that they are only counted. */
    public static final int NOTES_KEPT = 100;

    private final Map<Family, Line> lines = new EnumMap<>(Family.class);
    private final Map<String, List<Note>> notes = new TreeMap<>();
    private final Map<String, Long> noteCounts = new TreeMap<>();

    /** What became of one family. */
    public static final class Line {
        private long records;
        private long units;
        private long bytes;
        private long carried;
        private long written;
        private final Map<Reason, Long> notCarried = new EnumMap<>(Reason.class);

        /** Records read. */
        public long records() {
            return records;
        }

        /** Units read. */
        public long units() {
            return units;
        }

        /** Bytes of keys and values read. */
        public long bytes() {
            return bytes;
        }

        /** Units that live on in at least one record of v0.8.0. */
        public long carried() {
            return carried;
        }

        /** Records of v0.8.0 written for this family. */
        public long written() {
            return written;
        }

        /** Units not carried, by reason. */
        public Map<Reason, Long> notCarried() {
            return Map.copyOf(notCarried);
        }

        /** Whether every unit read is accounted for. */
        public boolean closes() {
            return units
                    == carried
                            + notCarried.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum();
        }
    }

    void read(SourceRecord record) {
        var line = line(record);
        line.records++;
        line.units += record.units();
        line.bytes += record.bytes();
    }

    void settle(SourceRecord record, Outcome outcome) {
        var line = line(record);
        if (outcome instanceof Outcome.Carried carried) {
            line.carried += record.units();
            carried.records().forEach(target -> line.written += target.units());
            carried.notes().forEach(this::note);
        } else if (outcome instanceof Outcome.NotCarried not) {
            line.notCarried.merge(not.reason(), record.units(), Long::sum);
        } else {
            throw new IllegalStateException("held to the end: " + record.family());
        }
    }

    private void note(Note note) {
        noteCounts.merge(note.code(), 1L, Long::sum);
        var kept = notes.computeIfAbsent(note.code(), code -> new ArrayList<>());
        if (kept.size() < NOTES_KEPT) {
            kept.add(note);
        }
    }

    private Line line(SourceRecord record) {
        return lines.computeIfAbsent(record.family(), family -> new Line());
    }

    /** A line for each family of which a record was read, in the order of {@link Family}. */
    public Map<Family, Line> lines() {
        return new LinkedHashMap<>(lines);
    }

    /** The notes, at most {@link #NOTES_KEPT} of each code. */
    public List<Note> notes() {
        return notes.values().stream().flatMap(List::stream).toList();
    }

    /** How many notes there were of each code. */
    public Map<String, Long> noteCounts() {
        return Map.copyOf(noteCounts);
    }

    /** Whether every line closes. */
    public boolean closes() {
        return lines.values().stream().allMatch(Line::closes);
    }
}
