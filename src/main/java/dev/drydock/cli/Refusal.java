package dev.drydock.cli;

/** Something was found before the beginning for which the work is not begun. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String problem;
    private final String nextStep;

    /**
     * Makes a refusal.
     *
     * @param code stable, for scripts
     * @param problem one sentence without a full stop
     * @param nextStep one sentence without a full stop
     */
    Refusal(String code, String problem, String nextStep) {
        super(problem + ". " + nextStep + ".");
        this.code = code;
        this.problem = problem;
        this.nextStep = nextStep;
    }

    String code() {
        return code;
    }

    String problem() {
        return problem;
    }

    String nextStep() {
        return nextStep;
    }
}
