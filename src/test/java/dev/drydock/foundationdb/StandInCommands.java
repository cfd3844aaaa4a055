package dev.drydock.foundationdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides what is given to {@code --exec} into commands and tokens as {@code parseLine} in {@code fdbcli.actor.cpp} of 7.1
 * does: semicolons and blanks divide, quotes and backslashes do not let them, and an empty token needs quotes.
 */
final class StandInCommands {

    /** What fdbcli says of a line that it does not read. */
    static final class MalformedLineException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedLineException(String message) {
            super(message);
        }
    }

    private final byte[] line;
    private final List<List<byte[]>> commands = new ArrayList<>();
    private List<byte[]> tokens = new ArrayList<>();
    private final ByteArrayOutputStream token = new ByteArrayOutputStream();
    private boolean forced;
    private boolean quoted;

    private StandInCommands(String line) {
        this.line = line.getBytes(StandardCharsets.UTF_8);
    }

    static List<List<byte[]>> of(String line) throws MalformedLineException {
        return new StandInCommands(line).read();
    }

    private List<List<byte[]>> read() throws MalformedLineException {
        for (var i = 0; i < line.length; i++) {
            switch (line[i]) {
                case '"' -> {
                    quoted = !quoted;
                    forced = true;
                }
                case '\\' -> i = escape(i);
                case ';' -> divide(true);
                case ' ', '\n', '\t', '\r' -> divide(false);
                default -> token.write(line[i]);
            }
        }
        if (quoted) {
            throw new MalformedLineException("ERROR: unterminated quote");
        }
        endToken();
        commands.add(tokens);
        return commands;
    }

    private void divide(boolean commandsToo) {
        if (quoted) {
            token.write(commandsToo ? ';' : ' ');
            return;
        }
        endToken();
        if (commandsToo) {
            commands.add(tokens);
            tokens = new ArrayList<>();
        }
    }

    private void endToken() {
        if (token.size() > 0 || forced) {
            tokens.add(token.toByteArray());
        }
        token.reset();
        forced = false;
    }

    /** Reads an escape; where its last character is. */
    private int escape(int i) throws MalformedLineException {
        var next = i + 1 < line.length ? line[i + 1] : 0;
        if (next == '"' || next == '\\' || next == ' ' || next == ';') {
            token.write(next);
            return i + 1;
        }
        if (next == 'x' && i + 3 < line.length) {
            var high = Character.digit(line[i + 2], 16);
            var low = Character.digit(line[i + 3], 16);
            if (high >= 0 && low >= 0) {
                token.write(16 * high + low);
                return i + 3;
            }
        }
        throw new MalformedLineException("ERROR: malformed escape sequence");
    }
}
