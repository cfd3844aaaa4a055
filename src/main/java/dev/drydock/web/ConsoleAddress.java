package dev.drydock.web;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The port of the console that runs on a home, in a file there, so that commands find it. */
public final class ConsoleAddress {

    static final String FILE = "console.port";

    private ConsoleAddress() {}

    static void write(Path home, int port) throws IOException, InterruptedException {
        try {
            HostFiles.write(
                    home.resolve(FILE), (port + "\n").getBytes(StandardCharsets.US_ASCII), Account.current(), 0600);
        } catch (HostException e) {
            throw new IOException(e.problem() + ". " + e.nextStep() + ".", e);
        }
    }

    static void remove(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
        } catch (IOException e) {
            // It leads nowhere from now on, and who follows it is told that nobody answers.
            return;
        }
    }

    /** The port that a console has last written down; whether one still listens there, only asking tells. */
    public static Optional<Integer> read(Path home) {
        try {
            var text = Files.readString(home.resolve(FILE), StandardCharsets.US_ASCII)
                    .strip();
            return text.matches("\\d{1,5}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
