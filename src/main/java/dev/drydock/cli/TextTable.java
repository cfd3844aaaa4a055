package dev.drydock.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in aligned columns: left, or right for numbers. */
final class TextTable {

    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * Makes an empty table.
     *
     * @param alignment one letter for each column: {@code l} or {@code r}
     */
    TextTable(String alignment) {
        right = new boolean[alignment.length()];
        for (var i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    TextTable row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells in " + right.length + " columns");
        }
        var clean = new String[cells.length];
        Arrays.setAll(clean, i -> Page.clean(cells[i]));
        rows.add(clean);
        return this;
    }

    List<String> lines() {
        var widths = new int[right.length];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var padding = " ".repeat(widths[i] - width(row[i]));
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + row[i] : row[i] + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
