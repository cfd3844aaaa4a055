package dev.drydock.host.systemd;

import dev.drydock.host.Exit;

/** What the exit status of a service means; above 200 it is often systemd's own, which could not start the program. */
final class ExitWords {

    /** As the kernel numbers it; 2 and 3 are signals. */
    private static final int EXITED = 1;

    /** From here on it is systemd that says why it could not start the program, see systemd.exec(5). */
    static final int OWN = 200;

    private ExitWords() {}

    /** As the predicate of a sentence: {@code ended with status 203 (EXEC: ...)}. */
    static String of(int code, int status) {
        if (code != EXITED) {
            return new Exit(128 + status).inWords();
        }
        var meaning = switch (status) {
            case 200 -> " (CHDIR: WorkingDirectory= cannot be entered)";
            case 203 -> " (EXEC: the program does not exist, is not executable, or is built for another machine)";
            case 209 -> " (STDOUT: the file for its output cannot be opened)";
            case 213 -> " (SECUREBITS: they cannot be set)";
            case 214 -> " (SETSCHEDULER: the scheduling cannot be set)";
            case 216 -> " (GROUP: Group= names no group of this machine)";
            case 217 -> " (USER: User= names no account of this machine)";
            case 218 -> " (CAPABILITIES: they cannot be given)";
            case 226 -> " (NAMESPACE: a path of ReadWritePaths= or the like does not exist)";
            case 233 -> " (RUNTIME_DIRECTORY: it cannot be made)";
            case 238 -> " (STATE_DIRECTORY: it cannot be made)";
            case 240 -> " (LOGS_DIRECTORY: it cannot be made)";
            case 241 -> " (CONFIGURATION_DIRECTORY: it cannot be made)";
            default -> "";
        };
        return "ended with status " + status + meaning;
    }
}
