package dev.drydock.host.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The text of a unit file, changed line by line: what is not changed keeps its place, its comments and its blanks. */
final class UnitText {

    private static final String SECTION = "[service]";
    /** What is given once; of all others a further line adds to the list. */
    private static final Set<String> SINGLE = Set.of("user", "group");

    private UnitText() {}

    /**
     * Gives the section {@code [Service]} these lines. A setting that can have one value only is changed where it stands
     * last, all others are added at the end of the last such section.
     *
     * @throws IllegalArgumentException where the text has no such section
     */
    static String with(String text, List<String> lines) {
        var result = new ArrayList<>(List.of(text.split("\n", -1)));
        for (var line : lines) {
            var at = SINGLE.contains(key(line)) ? lastOf(result, key(line)) : -1;
            if (at < 0) {
                result.add(endOfSection(result), line);
                continue;
            }
            var length = lengthOf(result, at);
            for (var i = 1; i < length; i++) {
                result.remove(at + 1);
            }
            result.set(at, line);
        }
        return String.join("\n", result);
    }

    /** The values of a setting of the section {@code [Service]}, in order; an empty one takes back those before it. */
    static List<String> values(String text, String key) {
        var lines = List.of(text.split("\n", -1));
        var values = new ArrayList<String>();
        var inSection = false;
        for (var at = 0; at < lines.size(); at += lengthOf(lines, at)) {
            var line = lines.get(at);
            inSection = isInSection(line, inSection);
            if (inSection && key(line).equals(key.toLowerCase(Locale.ROOT))) {
                values.add(line.substring(line.indexOf('=') + 1).strip());
            }
        }
        return values;
    }

    private static int lastOf(List<String> lines, String key) {
        var found = -1;
        var inSection = false;
        for (var at = 0; at < lines.size(); at += lengthOf(lines, at)) {
            inSection = isInSection(lines.get(at), inSection);
            if (inSection && key(lines.get(at)).equals(key)) {
                found = at;
            }
        }
        return found;
    }

    /** Behind the last line of it that says something, so that blanks and comments before the next section stay there. */
    private static int endOfSection(List<String> lines) {
        var end = -1;
        var inSection = false;
        for (var at = 0; at < lines.size(); at += lengthOf(lines, at)) {
            inSection = isInSection(lines.get(at), inSection);
            if (inSection && !isEmpty(lines.get(at))) {
                end = at + lengthOf(lines, at);
            }
        }
        if (end < 0) {
            throw new IllegalArgumentException("there is no section [Service]");
        }
        return Math.min(end, lines.size());
    }

    private static boolean isInSection(String line, boolean before) {
        var text = line.strip().toLowerCase(Locale.ROOT);
        return text.startsWith("[") ? text.equals(SECTION) : before;
    }

    private static boolean isEmpty(String line) {
        var text = line.strip();
        return text.isEmpty() || text.startsWith("#") || text.startsWith(";");
    }

    private static String key(String line) {
        return isEmpty(line) || line.indexOf('=') < 0
                ? ""
                : line.substring(0, line.indexOf('=')).strip().toLowerCase(Locale.ROOT);
    }

    /** A backslash at its end lets a line go on in the next one; comments in between do not end it. */
    private static int lengthOf(List<String> lines, int at) {
        var length = 1;
        if (isEmpty(lines.get(at))) {
            return length;
        }
        var goesOn = lines.get(at).endsWith("\\");
        while (goesOn && at + length < lines.size()) {
            var next = lines.get(at + length);
            goesOn = next.endsWith("\\") || (isEmpty(next) && !next.isBlank());
            length++;
        }
        return length;
    }
}
