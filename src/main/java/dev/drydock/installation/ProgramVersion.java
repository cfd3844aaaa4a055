package dev.drydock.installation;

import java.util.Comparator;
import java.util.regex.Pattern;

/** What {@code --version} says. */
public sealed interface ProgramVersion {

    /** The only version that can be upgraded as it is. */
    Known SOURCE = new Known(0, 7, 3);

    /** The first with the layout of {@link #SOURCE}. */
    Known FIRST = new Known(0, 7, 0);

    /** How the programs from before {@code --version} begin to refuse it. */
    String REFUSAL = "Invalid command line argument: ";

    /** What it is upgraded to. */
    Known TARGET = new Known(0, 8, 0);

    /** The program could not be asked, or did not answer with a version; the reason is a sentence without a full stop. */
    record Unknown(String reason) implements ProgramVersion {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    /** A version of three numbers; what may follow them, such as a pre-release, is left out. */
    record Known(int major, int minor, int patch) implements ProgramVersion, Comparable<Known> {

        private static final Comparator<Known> ORDER = Comparator.comparingInt(Known::major)
                .thenComparingInt(Known::minor)
                .thenComparingInt(Known::patch);

        @Override
        public int compareTo(Known other) {
            return ORDER.compare(this, other);
        }

        /** As the program prints it. */
        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /**
     * A program from before {@code --version}, which came with v0.7.3; told by how it refuses that argument. In the public
     * source, v0.7.0 to v0.7.2 name the argument without its dashes ({@code crates/common/src/manager/boot.rs}), and v0.6.0
     * names it with them ({@code crates/utils/src/config/mod.rs}).
     *
     * @param ofSeries whether it is one of v0.7.0 to v0.7.2
     */
    record Untold(boolean ofSeries) implements ProgramVersion {
        @Override
        public String toString() {
            return ofSeries ? "0.7.0 to 0.7.2" : "0.6 or older";
        }
    }

    /** Whether v0.7.3 takes over what this version has written as it is. */
    static boolean canBecomeSource(ProgramVersion version) {
        return (version instanceof Untold untold && untold.ofSeries())
                || (version instanceof Known known && known.compareTo(FIRST) >= 0 && known.compareTo(SOURCE) < 0);
    }

    /** Reads what a program printed that ended with a status other than 0. */
    static ProgramVersion refusal(int status, String printed) {
        var lines = printed.lines().map(String::strip).toList();
        if (lines.contains(REFUSAL + "version")) {
            return new Untold(true);
        }
        return lines.contains(REFUSAL + "--version")
                ? new Untold(false)
                : new Unknown("the program ended with status " + status);
    }

    /** Reads what a program printed: the bare number in the first line that is not empty. */
    static ProgramVersion parse(String printed) {
        var first = printed.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        var match = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})([-+].{0,60})?")
                .matcher(first);
        if (!match.matches()) {
            return new Unknown(
                    first.isEmpty()
                            ? "the program printed nothing"
                            : "the program printed \"" + first.substring(0, Math.min(first.length(), 80)) + "\"");
        }
        return new Known(
                Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)));
    }
}
