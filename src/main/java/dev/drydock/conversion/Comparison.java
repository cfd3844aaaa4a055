package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a comparison of expected with found v0.8.0 records has shown.
 *
 * @param expected where the expected records come from
 * @param found what was looked at
 * @param lines one for each letter that was compared, in the order of {@link Letter}
 * @param notCompared the letters that have no line, since what is under them could not be seen: nothing is known of them
 * @param differences the first of them, each named; {@link #differenceCount()} counts all
 * @param damagedContents contents found that do not match their name (BLAKE3), first 100, as hexadecimal hashes
 * @param damagedCount how many there are
 * @param hints what a pattern of differences points to, in sentences for people
 */
public record Comparison(
        String expected,
        String found,
        Map<Letter, Line> lines,
        Set<Letter> notCompared,
        List<Difference> differences,
        List<String> damagedContents,
        long damagedCount,
        List<String> hints) {

    /**
     * The counts of one letter.
     *
     * @param missing expected and not found
     * @param added found and not expected
     * @param changed found with another value
     */
    public record Line(long expected, long found, long missing, long added, long changed) {

        /** Differences of this letter. */
        public long differences() {
            return missing + added + changed;
        }
    }

    public long differenceCount() {
        return lines.values().stream().mapToLong(Line::differences).sum();
    }

    /** No difference in what was compared, and every content found matches its name. */
    public boolean isEqual() {
        return differenceCount() == 0 && damagedCount == 0;
    }
}
