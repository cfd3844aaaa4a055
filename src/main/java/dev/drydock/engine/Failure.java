package dev.drydock.engine;

import java.util.List;

/**
 * Why a step did not succeed: data, so that a page or a script needs no exception.
 *
 * @param code stable, for scripts, such as {@code export-incomplete}
 * @param problem one sentence: what failed, on what
 * @param cause what is known of the reason; empty where nothing is
 * @param nextStep one sentence: what to do next
 * @param retryHelps whether trying again without a change has a chance
 * @param lines the lines of output that matter, possibly none
 */
public record Failure(
        String code, String problem, String cause, String nextStep, boolean retryHelps, List<String> lines) {

    public Failure {
        lines = List.copyOf(lines);
    }

    public static Failure of(String code, String problem, String nextStep) {
        return new Failure(code, problem, "", nextStep, true, List.of());
    }

    /** The same, with what is known of the reason. */
    public Failure because(String reason) {
        return new Failure(code, problem, reason, nextStep, retryHelps, lines);
    }

    /** The same, with the lines of output that matter. */
    public Failure with(List<String> output) {
        return new Failure(code, problem, cause, nextStep, retryHelps, output);
    }
}
