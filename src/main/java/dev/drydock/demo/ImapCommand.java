package dev.drydock.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command of an IMAP client.
 *
 * @param name in upper case, with {@code UID } in front where that was
 * @param arguments atoms, strings, and parentheses each on its own
 */
record ImapCommand(String tag, String name, List<String> arguments) {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,5})(\\+?)}$");

    /** Reads the next one with its literals; null where the client has gone. */
    static @Nullable ImapCommand read(Connection connection) throws IOException {
        var tokens = new ArrayList<String>();
        while (true) {
            var line = connection.line();
            if (line == null) {
                return null;
            }
            var literal = LITERAL.matcher(line);
            var ends = !literal.find();
            tokens(ends ? line : line.substring(0, literal.start()), tokens);
            if (ends) {
                return of(tokens);
            }
            if (literal.group(2).isEmpty()) {
                connection.send("+ Ready for more");
                connection.flush();
            }
            tokens.add(new String(connection.bytes(Integer.parseInt(literal.group(1))), StandardCharsets.UTF_8));
        }
    }

    private static ImapCommand of(List<String> tokens) {
        var tag = tokens.isEmpty() ? "*" : tokens.get(0);
        var name = tokens.size() < 2 ? "" : tokens.get(1).toUpperCase(Locale.ROOT);
        var used = Math.min(2, tokens.size());
        if (name.equals("UID") && tokens.size() > 2) {
            name += " " + tokens.get(2).toUpperCase(Locale.ROOT);
            used++;
        }
        return new ImapCommand(tag, name, List.copyOf(tokens.subList(used, tokens.size())));
    }

    private static void tokens(String line, List<String> tokens) {
        var at = 0;
        while (at < line.length()) {
            var character = line.charAt(at);
            if (character == ' ') {
                at++;
            } else if (character == '(' || character == ')') {
                tokens.add(String.valueOf(character));
                at++;
            } else if (character == '"') {
                at = quoted(line, at + 1, tokens);
            } else {
                at = atom(line, at, tokens);
            }
        }
    }

    private static int quoted(String line, int start, List<String> tokens) {
        var text = new StringBuilder();
        var at = start;
        while (at < line.length() && line.charAt(at) != '"') {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                at++;
            }
            text.append(line.charAt(at++));
        }
        tokens.add(text.toString());
        return at + 1;
    }

    /** What stands in brackets belongs to the atom: {@code BODY.PEEK[HEADER.FIELDS (DATE)]}. */
    private static int atom(String line, int start, List<String> tokens) {
        var at = start;
        var bracketed = false;
        while (at < line.length() && (bracketed || " ()".indexOf(line.charAt(at)) < 0)) {
            bracketed = line.charAt(at) == '[' || (bracketed && line.charAt(at) != ']');
            at++;
        }
        tokens.add(line.substring(start, at));
        return at;
    }

    /** An argument; empty text where there are not so many. */
    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /** The arguments from one on, in upper case and without the parentheses around them. */
    List<String> items(int from) {
        return arguments.subList(Math.min(from, arguments.size()), arguments.size()).stream()
                .filter(item -> !item.equals("(") && !item.equals(")"))
                .map(item -> item.toUpperCase(Locale.ROOT))
                .toList();
    }
}
