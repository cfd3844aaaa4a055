package dev.drydock.web.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks somebody at the terminal that this process was started from, wherever its input comes from. */
final class Agreement {

    private static final Path TERMINAL = Path.of("/dev/tty");

    private Agreement() {}

    /** Whether somebody is there and types yes. */
    static boolean given(PrintWriter err, String question) {
        try (var terminal = Files.newBufferedReader(TERMINAL, StandardCharsets.UTF_8)) {
            err.print(question);
            err.flush();
            var answer = terminal.readLine();
            return answer != null && answer.strip().equalsIgnoreCase("yes");
        } catch (IOException e) {
            // There is no terminal, so there is nobody to ask.
            return false;
        }
    }
}
