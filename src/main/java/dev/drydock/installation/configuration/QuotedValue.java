package dev.drydock.installation.configuration;

import static dev.drydock.installation.configuration.ConfigurationText.END;

/**
 * A value in quotes, single or double, once or three times. Between single ones a backslash escapes just as between
 * double ones: {@code \t}, {@code \r} and {@code \n} become what they stand for, before anything else it is dropped. It
 * still escapes when it was itself escaped, so that no value in such quotes can end with a backslash. Between three quotes
 * nothing is escaped. All of them may run over several lines.
 */
final class QuotedValue {

    private QuotedValue() {}

    /** Reads on behind the first quote, and takes the last. */
    static String read(ConfigurationText text, int quote) throws ConfigurationParser.Refusal {
        var line = text.line();
        if (text.peek() != quote) {
            return once(text, quote, line);
        }
        text.take();
        if (text.peek() != quote) {
            return "";
        }
        text.take();
        if (text.peek() == '\n') {
            text.take();
        }
        return thrice(text, quote, line);
    }

    private static String once(ConfigurationText text, int quote, int line) throws ConfigurationParser.Refusal {
        var value = new StringBuilder();
        var previous = END;
        while (true) {
            var next = inside(text, line);
            var escaped = previous == '\\';
            if (escaped && (next == 't' || next == 'r' || next == 'n')) {
                value.append(next == 't' ? '\t' : next == 'r' ? '\r' : '\n');
            } else if (next == quote && !escaped) {
                return value.toString();
            } else if (next != '\\' || escaped) {
                value.appendCodePoint(next);
            }
            previous = next;
        }
    }

    private static String thrice(ConfigurationText text, int quote, int line) throws ConfigurationParser.Refusal {
        var value = new StringBuilder();
        var quotes = 0;
        while (quotes < 3) {
            var next = inside(text, line);
            value.appendCodePoint(next);
            quotes = next == quote ? quotes + 1 : 0;
        }
        return value.substring(0, value.length() - 3);
    }

    private static int inside(ConfigurationText text, int line) throws ConfigurationParser.Refusal {
        var next = text.takeWithoutReturns();
        if (next == END) {
            throw new ConfigurationParser.Refusal(line, "the quoted value that begins here does not end");
        }
        return next;
    }
}
