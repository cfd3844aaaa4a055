package dev.drydock.store.foundationdb;

import dev.drydock.store.foundationdb.Tools.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What fdbcli prints for one {@code getrange} or {@code getrangekeys}: {@code Range limited to N keys}, then a line for
 * each key, then an empty one. A line is {@code `KEY'} or {@code `KEY' is `VALUE'}.
 *
 * @param lines of the keys, as they were printed
 */
record RangeAnswer(int limit, List<String> lines) {

    private static final Pattern HEAD = Pattern.compile("Range limited to ([0-9]{1,9}) keys");
    private static final String BETWEEN = "' is `";

    /** The answers in what was said, in their order; whatever stands between them is not looked at. */
    static List<RangeAnswer> all(Said said) {
        var answers = new ArrayList<RangeAnswer>();
        List<String> open = null;
        for (var line : said.output()) {
            var head = HEAD.matcher(line);
            if (head.matches()) {
                open = new ArrayList<>();
                answers.add(new RangeAnswer(Integer.parseInt(head.group(1)), open));
            } else if (line.isEmpty()) {
                open = null;
            } else if (open != null) {
                open.add(line);
            }
        }
        return answers;
    }

    /**
     * The keys of an answer to {@code getrangekeys}.
     *
     * @throws IllegalArgumentException where that is not what was printed
     */
    List<byte[]> keys() {
        return lines.stream().map(line -> FdbText.read(inside(line))).toList();
    }

    /** Whether a key or value looks like the middle of a line, so that where it ends cannot be seen in it. */
    boolean isAmbiguous() {
        return lines.stream().anyMatch(line -> line.indexOf(BETWEEN) != line.lastIndexOf(BETWEEN));
    }

    /**
     * Keys and values of an answer to {@code getrange} that is not ambiguous.
     *
     * @throws IllegalArgumentException where that is not what was printed
     */
    List<KeyValue> pairs() {
        var pairs = new ArrayList<KeyValue>();
        for (var line : lines) {
            var middle = line.indexOf(BETWEEN);
            if (middle < 0) {
                throw new IllegalArgumentException("a line without a value");
            }
            pairs.add(pair(line, middle));
        }
        return pairs;
    }

    /**
     * The same where the keys are known.
     *
     * @param keys of the same range at the same moment
     */
    List<KeyValue> pairs(List<byte[]> keys) {
        if (keys.size() != lines.size()) {
            throw new IllegalArgumentException("as many values as keys");
        }
        var pairs = new ArrayList<KeyValue>();
        for (var i = 0; i < keys.size(); i++) {
            var line = lines.get(i);
            var middle = 1 + FdbText.printed(keys.get(i)).length();
            if (!line.startsWith("`" + FdbText.printed(keys.get(i)) + BETWEEN)) {
                throw new IllegalArgumentException("the line of another key");
            }
            pairs.add(pair(line, middle));
        }
        return pairs;
    }

    private static KeyValue pair(String line, int middle) {
        return new KeyValue(
                FdbText.read(inside(line.substring(0, middle + 1))),
                FdbText.read(inside(line.substring(middle + BETWEEN.length() - 1))));
    }

    private static String inside(String quoted) {
        if (quoted.length() < 2 || quoted.charAt(0) != '`' || !quoted.endsWith("'")) {
            throw new IllegalArgumentException("no key or value in quotes");
        }
        return quoted.substring(1, quoted.length() - 1);
    }
}
