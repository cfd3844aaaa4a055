package dev.drydock.host;

import org.jspecify.annotations.Nullable;

/**
 * Something on this machine that could not be done or found out.
 *
 * <p>The message names what failed, on what, and what to do next, and is shown to an admin as it is.
 */
public class HostException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String nextStep;

    /**
     * Makes a failure out of what people have to know.
     *
     * @param problem one sentence without a full stop: what failed, on which file, account or program
     * @param nextStep one sentence without a full stop: what the reader can do about it
     */
    public HostException(String problem, String nextStep) {
        this(problem, nextStep, null);
    }

    public HostException(String problem, String nextStep, @Nullable Throwable cause) {
        super(problem + ". " + nextStep + ".", cause);
        this.problem = problem;
        this.nextStep = nextStep;
    }

    public String problem() {
        return problem;
    }

    public String nextStep() {
        return nextStep;
    }
}
