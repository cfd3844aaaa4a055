package dev.drydock.web.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks somebody at a terminal once for the administrator of the mail server; what they type of the password is hidden. */
final class AdministratorQuestion {

    private static final Path INPUT = Path.of("/proc/self/fd/0");

    private final Prompt prompt;

    /** Reads from a terminal; null where that has ended. */
    interface Prompt {

        @Nullable
        String line(String question);

        char @Nullable [] hidden(String question);
    }

    AdministratorQuestion(Prompt prompt) {
        this.prompt = prompt;
    }

    /** Of the terminal that this process reads from; empty where it reads from something else. */
    static Optional<AdministratorQuestion> ofTerminal() {
        // From JDK 22 on there is a console without any terminal, and it would show the password.
        var console = isTerminal() ? System.console() : null;
        return console == null
                ? Optional.empty()
                : Optional.of(new AdministratorQuestion(new Prompt() {
                    @Override
                    public @Nullable String line(String question) {
                        return console.readLine("%s", question);
                    }

                    @Override
                    public char @Nullable [] hidden(String question) {
                        return console.readPassword("%s", question);
                    }
                }));
    }

    private static boolean isTerminal() {
        try {
            var target = Files.readSymbolicLink(INPUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // Not Linux: nobody is asked, as with --yes.
        }
    }

    /** The body for the console; empty where Enter alone was pressed. */
    Optional<Map<String, Object>> ask() {
        var user = prompt.line("Administrator of the mail server, to prove more after the start (Enter skips that): ");
        if (user == null || user.isBlank()) {
            return Optional.empty();
        }
        var password = prompt.hidden("Password of " + Text.clean(user.strip()) + ": ");
        if (password == null || password.length == 0) {
            return Optional.empty();
        }
        var login = new LinkedHashMap<String, Object>();
        login.put("user", user.strip());
        login.put("password", new String(password));
        return Optional.of(Map.of("administrator", login));
    }
}
