package dev.drydock.sql;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The statements of a dump one by one: they end at the end of a line, and binary values are written as hex. */
final class DumpStatements {

    private final BufferedReader dump;

    DumpStatements(BufferedReader dump) {
        this.dump = dump;
    }

    /** The next statement; null after the last. */
    @Nullable
    String next() throws IOException {
        var statement = new StringBuilder();
        for (var line = dump.readLine(); line != null; line = dump.readLine()) {
            if (statement.isEmpty() && isForTheClient(line)) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";")) {
                return statement.toString();
            }
        }
        if (!statement.isEmpty()) {
            throw new EOFException("The dump ends within " + statement.substring(0, Math.min(80, statement.length())));
        }
        return null;
    }

    /** Comments, and what {@code psql} and {@code mysql} do without asking a server. */
    private static boolean isForTheClient(String line) {
        return line.isBlank() || line.startsWith("--") || line.startsWith("\\") || line.startsWith("/*M!999999\\");
    }
}
