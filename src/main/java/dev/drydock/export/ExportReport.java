package dev.drydock.export;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link ExportChecker} found.
 *
 * @param directory as the admin names it
 * @param tallies what each family of the format has; every one is there
 * @param findings errors first, within a grade in the order in which they were found; of many alike only some, followed
 *     by one that says how many more there are
 * @param errors how many errors there are, those not listed included
 * @param warnings how many warnings there are, those not listed included
 */
public record ExportReport(
        String directory, Map<ExportFamily, Tally> tallies, List<Finding> findings, long errors, long warnings) {

    public ExportReport {
        tallies = Collections.unmodifiableMap(new EnumMap<>(tallies));
        findings = List.copyOf(findings);
    }

    /**
     * How much there is of one family.
     *
     * @param bytes of keys and values
     */
    public record Tally(long records, long bytes) {

        static final Tally NONE = new Tally(0, 0);

        static Tally of(ExportEntry entry) {
            return new Tally(1, (long) entry.key().length + entry.value().length);
        }

        Tally plus(Tally other) {
            return new Tally(records + other.records, bytes + other.bytes);
        }
    }

    /** What a family has. */
    public Tally tally(ExportFamily family) {
        return tallies.getOrDefault(family, Tally.NONE);
    }

    /** Whether nothing speaks against an import; only a comparison with the store tells whether all is there. */
    public boolean isSound() {
        return errors == 0;
    }

    /** Records of all families. */
    public long records() {
        return tallies.values().stream().mapToLong(Tally::records).sum();
    }
}
