package dev.drydock.proof;

import java.util.List;

/**
 * One thing that was asked of a server, and what came of it.
 *
 * @param code stable, such as {@code uid-validity}
 * @param subject what was asked, such as {@code IMAP on 127.0.0.1:993}
 * @param text what was found, or why it was not asked, in whole sentences
 * @param details examples, one line each; never all of many
 */
public record Proof(String code, Outcome outcome, String subject, String text, List<String> details) {

    public Proof {
        details = List.copyOf(details);
    }

    /** What came of it. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** It was not asked, or the server does not tell: nothing is proven. */
        SKIPPED
    }

    /** One that was asked and is as it should be. */
    public static Proof passed(String code, String subject, String text) {
        return new Proof(code, Outcome.PASSED, subject, text, List.of());
    }

    /** One that was asked and is not as it should be. */
    public static Proof failed(String code, String subject, String text) {
        return new Proof(code, Outcome.FAILED, subject, text, List.of());
    }

    /** One that was not asked, and why. */
    public static Proof skipped(String code, String subject, String text) {
        return new Proof(code, Outcome.SKIPPED, subject, text, List.of());
    }

    Proof with(List<String> lines) {
        return new Proof(code, outcome, subject, text, lines);
    }
}
