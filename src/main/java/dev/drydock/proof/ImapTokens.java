package dev.drydock.proof;

import java.util.ArrayList;
import java.util.List;

/** Reads the parts of an IMAP response (RFC 9051, section 9): atoms and strings as text, lists as lists. */
final class ImapTokens {

    private static final int DEEPEST = 8;

    private final String text;
    private int position;

    private ImapTokens(String text) {
        this.text = text;
    }

    /** The parts of a response in which literals were turned into quoted strings. */
    static List<Object> of(String text) throws AnswerException {
        var tokens = new ImapTokens(text);
        var parts = tokens.list(0);
        if (tokens.position < text.length()) {
            throw AnswerException.quoting("a parenthesis too many", text);
        }
        return parts;
    }

    /** Puts bytes into a response as a quoted string that {@link #of} reads. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<Object> list(int depth) throws AnswerException {
        if (depth > DEEPEST) {
            throw AnswerException.quoting("lists nested more than " + DEEPEST + " levels", text);
        }
        var parts = new ArrayList<Object>();
        while (position < text.length()) {
            switch (text.charAt(position)) {
                case ' ' -> position++;
                case '(' -> {
                    position++;
                    parts.add(list(depth + 1));
                    if (position == text.length()) {
                        throw AnswerException.quoting("a list without an end", text);
                    }
                    position++;
                }
                case ')' -> {
                    return parts;
                }
                case '"' -> parts.add(string());
                default -> parts.add(atom());
            }
        }
        return parts;
    }

    private String atom() {
        var from = position;
        while (position < text.length() && " ()".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(from, position);
    }

    private String string() throws AnswerException {
        var value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            var c = text.charAt(position);
            if (c == '"') {
                position++;
                return value.toString();
            }
            if (c == '\\' && position + 1 < text.length()) {
                c = text.charAt(++position);
            }
            value.append(c);
        }
        throw AnswerException.quoting("a string without an end", text);
    }
}
