package dev.drydock.installation.configuration;

import static dev.drydock.installation.configuration.ConfigurationText.END;
import static dev.drydock.installation.configuration.ConfigurationText.isAlphanumeric;
import static dev.drydock.installation.configuration.ConfigurationText.name;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the dialect of TOML that the mail server v0.7.3 and v0.8.0 reads, with what is odd about it: a table may be
 * opened twice, {@code { "a", "b" }} is a set, a key may be a value and a table at once, a backslash escapes in single
 * quotes too, and a last line without line feed is refused. Found in the vendor's {@code crates/utils/src/config/parser.rs}
 * and held against the real program; see ADR 3.
 */
final class ConfigurationParser {

    /** Arrays and inline tables inside of one another. */
    private static final int MAX_NESTING = 10;

    private static final String TOP = "\n";
    private static final String IN_ARRAY = ",]";
    private static final String IN_CURLY = ",}";

    private final ConfigurationText text;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private ConfigurationParser(String text) {
        this.text = new ConfigurationText(text);
    }

    /** What stands in a file that the server would read; the order is that of the file. */
    static Collection<Setting> parse(String text) throws Refusal {
        var parser = new ConfigurationParser(text);
        parser.file();
        return parser.settings.values();
    }

    /** A place that the server refuses, and with it the whole file. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        Refusal(int line, String problem) {
            super(problem, null, false, false);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private void file() throws Refusal {
        var header = new TableHeader(text);
        var table = "";
        text.skipToContent();
        while (text.peek() != END) {
            var next = text.peek();
            if (next == '[') {
                table = header.read();
            } else if (next == '"' || isAsciiAlphanumeric(next)) {
                var name = new KeyName(table.isEmpty() ? "" : table + ".");
                key(name, false);
                value(name.toString(), TOP, 0);
            } else {
                throw refusal("a key or a [section] begins with a letter, a digit or a quote, not with " + name(next));
            }
            text.skipToContent();
        }
    }

    /** The part of a key in front of {@code =}; returns what ended it. */
    private int key(KeyName name, boolean inCurly) throws Refusal {
        while (true) {
            var line = text.line();
            var next = text.take();
            if (next == '=' || (inCurly && (next == ',' || next == '}'))) {
                if (name.isEmpty()) {
                    throw new Refusal(line, "there is no key in front of " + name(next));
                }
                return next;
            } else if (next == '"') {
                quotedPart(name);
            } else if (isAsciiAlphanumeric(next) || next == '.' || next == '_' || next == '-') {
                name.append(next);
            } else if (next == END || (next == '\n' && !name.isEmpty())) {
                throw new Refusal(line, "no '=' follows the key \"" + name + "\"");
            } else if (next != '\n' && next != ' ' && next != '\t' && next != '\r') {
                throw new Refusal(line, name(next) + " stands in the key \"" + name + "\"");
            }
        }
    }

    private void quotedPart(KeyName name) throws Refusal {
        var line = text.line();
        var previous = END;
        while (true) {
            var next = text.take();
            if (next == '"' && previous != '\\') {
                return;
            } else if (next == '\n' || next == END) {
                throw new Refusal(line, "the quoted key does not end in its line");
            } else if (next != '\\') {
                name.append(next);
            }
            previous = next;
        }
    }

    /** A value and what follows it, up to one of the characters that may end it, which is returned. */
    private int value(String key, String stops, int nesting) throws Refusal {
        if (nesting == MAX_NESTING) {
            throw refusal("arrays and tables stand more than " + MAX_NESTING + " deep in one another");
        }
        var line = text.line();
        var first = text.takeSkippingBlanks();
        if (first == '\n') {
            throw new Refusal(line, "no value follows the key \"" + key + "\" in its line");
        } else if (first == '[') {
            array(key, nesting);
        } else if (first == '{') {
            inlineTable(key, nesting);
        } else if (first == '"' || first == '\'') {
            put(key, QuotedValue.read(text, first), line);
        } else if (isBare(first)) {
            var value = new StringBuilder().appendCodePoint(first);
            while (isBare(text.peek())) {
                value.appendCodePoint(text.take());
            }
            put(key, value.toString(), line);
        } else if (first != END && stops.indexOf(first) >= 0) {
            return first;
        } else {
            throw new Refusal(line, "the value of \"" + key + "\" begins with " + name(first));
        }
        return endOfValue(key, stops);
    }

    private int endOfValue(String key, String stops) throws Refusal {
        while (true) {
            var line = text.line();
            var next = text.takeSkippingBlanks();
            if (next == END) {
                throw new Refusal(
                        line,
                        stops.equals(TOP)
                                ? "the last line does not end with a line feed"
                                : "the array or table of \"" + key + "\" does not end");
            } else if (next == '#') {
                text.skipLine();
                if (stops.equals(TOP)) {
                    return '\n';
                }
            } else if (stops.indexOf(next) >= 0) {
                return next;
            } else if (next != '\n') {
                throw new Refusal(line, name(next) + " follows the value of \"" + key + "\"");
            }
        }
    }

    private void array(String key, int nesting) throws Refusal {
        text.skipToContent();
        var index = 0;
        while (value(key + "." + fourDigits(index), IN_ARRAY, nesting + 1) == ',') {
            text.skipToContent();
            index++;
        }
    }

    private void inlineTable(String key, int nesting) throws Refusal {
        while (true) {
            var name = new KeyName(key + ".");
            var line = text.line();
            var end = key(name, true);
            if (end == '=') {
                text.skipToContent();
                end = value(name.toString(), IN_CURLY, nesting + 1);
                if (end == ',') {
                    text.skipToContent();
                }
            } else {
                put(name.toString(), "", line);
            }
            if (end == '}') {
                return;
            }
        }
    }

    private void put(String key, String value, int line) throws Refusal {
        var earlier = settings.putIfAbsent(key, new Setting(key, value, line));
        if (earlier != null) {
            throw new Refusal(line, "\"" + key + "\" is set again, first in line " + earlier.line());
        }
    }

    private Refusal refusal(String problem) {
        return new Refusal(text.line(), problem);
    }

    static String fourDigits(int index) {
        var digits = Integer.toString(index);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static boolean isBare(int codePoint) {
        return isAlphanumeric(codePoint) || codePoint == '.' || codePoint == '+' || codePoint == '-';
    }

    private static boolean isAsciiAlphanumeric(int codePoint) {
        return codePoint < 0x80 && isAlphanumeric(codePoint);
    }

    /** A key that grows behind the name of its table. */
    private static final class KeyName {

        private final StringBuilder name;
        private final int start;

        KeyName(String prefix) {
            this.name = new StringBuilder(prefix);
            this.start = prefix.length();
        }

        void append(int codePoint) {
            name.appendCodePoint(codePoint);
        }

        boolean isEmpty() {
            return name.length() == start;
        }

        @Override
        public String toString() {
            return name.toString();
        }
    }
}
