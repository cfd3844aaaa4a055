package dev.drydock.installation.configuration;

import static dev.drydock.installation.configuration.ConfigurationText.END;
import static dev.drydock.installation.configuration.ConfigurationText.isAlphanumeric;
import static dev.drydock.installation.configuration.ConfigurationText.name;

/**
 * The lines that open a table: {@code [store.rocksdb]}, {@code [store."rocksdb"]} or {@code [[products]]}. Letters
 * outside of quotes become lower case but for the first, which is taken as it is, a quote included: a name that begins
 * with a quote is refused. What stands behind the bracket is ignored. Tables of an array are numbered as long as no other
 * array comes between them.
 */
final class TableHeader {

    private final ConfigurationText text;
    private String lastArray = "";
    private int lastIndex;

    TableHeader(ConfigurationText text) {
        this.text = text;
    }

    /** The name of the table, with the number of the entry in an array. */
    String read() throws ConfigurationParser.Refusal {
        text.take();
        var name = new StringBuilder();
        var first = inLine(text.takeSkippingBlanks());
        var array = first == '[';
        if (!array) {
            name.appendCodePoint(first);
        }
        var quoted = false;
        var previous = END;
        while (true) {
            var next = inLine(quoted ? text.takeWithoutReturns() : text.takeSkippingBlanks());
            if (next == '"' && !(quoted && previous == '\\')) {
                quoted = !quoted;
            } else if (quoted) {
                if (next != '\\') {
                    name.appendCodePoint(next);
                }
            } else if (next == ']') {
                if (name.length() == 0) {
                    throw refusal("the table has no name");
                }
                if (!array) {
                    text.skipLine();
                    return name.toString();
                }
                array = false;
                name.append('.').append(ConfigurationParser.fourDigits(index(name.toString())));
            } else if (isAlphanumeric(next) || next == '.' || next == '-' || next == '_') {
                name.appendCodePoint(next < 0x80 ? Character.toLowerCase(next) : next);
            } else {
                throw refusal(name(next) + " stands in the name of a table");
            }
            previous = next;
        }
    }

    private int index(String array) {
        lastIndex = array.equals(lastArray) ? lastIndex + 1 : 0;
        lastArray = array;
        return lastIndex;
    }

    private int inLine(int next) throws ConfigurationParser.Refusal {
        if (next == '\n') {
            throw new ConfigurationParser.Refusal(text.line() - 1, "the name of the table does not end in its line");
        }
        if (next == END) {
            throw refusal("the name of the table does not end");
        }
        return next;
    }

    private ConfigurationParser.Refusal refusal(String problem) {
        return new ConfigurationParser.Refusal(text.line(), problem);
    }
}
