package dev.drydock.host;

import java.util.OptionalInt;

/**
 * How a program has ended: with a status, or by a signal.
 *
 * <p>Java gives 128 and the signal as one number. No program ends with such a status of its own but shells that hand on
 * what became of their children, so 129 to 192 are taken for signals.
 *
 * @param code 0 to 255, as Java and shells have it
 */
public record Exit(int code) {

    private static final int SIGNAL = 128;
    private static final int LAST_SIGNAL = 64;

    /** The status; empty where a signal has ended the program. */
    public OptionalInt status() {
        return isSignal() ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The number of the signal; empty where the program has ended by itself. */
    public OptionalInt signal() {
        return isSignal() ? OptionalInt.of(code - SIGNAL) : OptionalInt.empty();
    }

    public boolean isSuccess() {
        return code == 0;
    }

    /** As the predicate of a sentence: {@code ended with status 1}, {@code was ended by signal 9 (KILL)}. */
    public String inWords() {
        if (!isSignal()) {
            return "ended with status " + code;
        }
        var number = code - SIGNAL;
        var name = switch (number) {
            case 1 -> " (HUP)";
            case 2 -> " (INT)";
            case 4 -> " (ILL: the program may be built for another processor)";
            case 6 -> " (ABRT)";
            case 7 -> " (BUS)";
            case 9 -> " (KILL: somebody has killed it, or memory ran out)";
            case 11 -> " (SEGV)";
            case 13 -> " (PIPE)";
            case 15 -> " (TERM)";
            default -> "";
        };
        return "was ended by signal " + number + name;
    }

    private boolean isSignal() {
        return code > SIGNAL && code <= SIGNAL + LAST_SIGNAL;
    }
}
