package dev.drydock.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain text for a terminal. Nothing that comes from a store reaches the terminal as a control character: a mailbox
 * can be named with an escape sequence.
 */
final class Page {

    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final PrintWriter out;

    Page(PrintWriter out) {
        this.out = out;
    }

    /** The text with every control and format character replaced by a question mark. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> '?';
                    default -> c;
                })
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    Page line(String text) {
        out.println(clean(text).stripTrailing());
        return this;
    }

    Page blank() {
        out.println();
        return this;
    }

    /** A heading, with an empty line before it. */
    Page heading(String text) {
        return blank().line(text);
    }

    /** Indented rows. */
    Page table(TextTable table) {
        table.lines().forEach(row -> line(INDENT + row));
        return this;
    }

    /** Text broken into indented lines at spaces. */
    Page paragraph(String text) {
        return paragraph("", text);
    }

    /** The same, with a mark before the first line, and the others indented by as much. */
    Page paragraph(String mark, String text) {
        var before = INDENT + mark;
        for (var line : wrap(clean(text), WIDTH - before.length())) {
            line(before + line);
            before = " ".repeat(before.length());
        }
        return this;
    }

    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    void flush() {
        out.flush();
    }
}
