package dev.drydock.host.systemd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the lines of {@code systemctl show} and {@code busctl} into words: those with blanks or special characters stand
 * in quotes, with the escapes of C. Bytes beyond ASCII may come as octal numbers and are UTF-8.
 */
final class Words {

    private final byte[] line;
    private int at;

    private Words(String line) {
        this.line = line.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The words of a line, without their quotes.
     *
     * @throws IllegalArgumentException where a quote or an escape has no end
     */
    static List<String> of(String line) {
        return new Words(line).all();
    }

    private List<String> all() {
        var words = new ArrayList<String>();
        while (at < line.length) {
            if (line[at] == ' ') {
                at++;
            } else {
                words.add(next());
            }
        }
        return words;
    }

    private String next() {
        var word = new ByteArrayOutputStream();
        var quote = 0;
        while (at < line.length && (quote != 0 || line[at] != ' ')) {
            var character = line[at++];
            if (quote != 0 && character == quote) {
                quote = 0;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
            } else if (character == '\\' && quote != '\'') {
                word.write(escaped());
            } else {
                word.write(character);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote has no end");
        }
        return word.toString(StandardCharsets.UTF_8);
    }

    private int escaped() {
        if (at >= line.length) {
            throw new IllegalArgumentException("an escape has no end");
        }
        var character = line[at++];
        return switch (character) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 's' -> ' ';
            case 'x' -> number(2, 16);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield number(3, 8);
            }
            default -> character;
        };
    }

    private int number(int digits, int radix) {
        if (at + digits > line.length) {
            throw new IllegalArgumentException("an escape has no end");
        }
        var text = new String(line, at, digits, StandardCharsets.US_ASCII);
        at += digits;
        return Integer.parseInt(text, radix);
    }
}
