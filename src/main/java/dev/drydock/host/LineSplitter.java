package dev.drydock.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts bytes into lines; memory is bounded by the longest line that is let through. */
public final class LineSplitter {

    static final int LONGEST = 64 * 1024;
    static final String MARK = mark(LONGEST);

    private final Consumer<String> lines;
    private final int longest;
    private byte[] line = new byte[256];
    private int length;
    private boolean cut;

    public LineSplitter(Consumer<String> lines) {
        this(lines, LONGEST);
    }

    /** @param longest bytes of a line that are let through; at least {@link #LONGEST} */
    LineSplitter(Consumer<String> lines, int longest) {
        this.lines = lines;
        this.longest = longest;
    }

    private static String mark(int longest) {
        return " [cut: the line is longer than " + longest / 1024 + " KiB]";
    }

    public void add(byte[] bytes, int count) {
        for (var i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                flush();
            } else if (length == longest) {
                cut = true;
            } else {
                if (length == line.length) {
                    line = Arrays.copyOf(line, Math.min(longest, 2 * length));
                }
                line[length++] = bytes[i];
            }
        }
    }

    /** Hands on a last line that no line feed ends. */
    public void end() {
        if (length > 0 || cut) {
            flush();
        }
    }

    private void flush() {
        var end = length;
        if (cut) {
            end = wholeCharacters();
        } else if (end > 0 && line[end - 1] == '\r') {
            end--;
        }
        var text = new String(line, 0, end, StandardCharsets.UTF_8);
        length = 0;
        var wasCut = cut;
        cut = false;
        lines.accept(wasCut ? text + mark(longest) : text);
    }

    /** Where the last character begins that the cut may have gone through; the end, where it is plain ASCII. */
    private int wholeCharacters() {
        var start = length - 1;
        while (start > length - 4 && (line[start] & 0xC0) == 0x80) {
            start--;
        }
        return (line[start] & 0x80) == 0 ? length : start;
    }
}
