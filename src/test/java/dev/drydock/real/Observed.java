package dev.drydock.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes down what the real programs were seen to do, in figures, for notes and decisions. */
final class Observed {

    private static final Path FILE = Path.of("target", "real-programs.txt");

    private Observed() {}

    /** Adds a line to {@code target/real-programs.txt}. */
    static synchronized void note(String line) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
