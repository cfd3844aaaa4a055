package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Asks the open server from outside what needs no password, or the administrator's where it was given. */
final class ProveServer extends UpgradeStep {

    private static final String DONE = "doors.proven";

    ProveServer(Yard yard) {
        super(yard, "start.prove", "Ask the open server");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-proven", () -> {
            if (context.recall(Credentials.GIVEN).isPresent()
                    && yard.credentials().administrator().isEmpty()
                    && !yard.credentials().isDeclined()) {
                return new StepResult.Waiting(
                        "credentials",
                        "The administrator's password was given to a console that has ended; give it again, or forget"
                                + " it");
            }
            TakenBack.forget(blueprint().home().resolve(ProofFile.START));
            var detail = new ServerQuestions(
                            yard, context, () -> !yard.serverProcesses().isEmpty())
                    .open();
            context.remember(DONE, yard.clock().instant().toString());
            return StepResult.done(detail);
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        forget(context, DONE);
        Attempt.at("proofs-not-kept", () -> TakenBack.keep(blueprint().home().resolve(ProofFile.START)));
    }

    @Override
    public List<String> onward() {
        return List.of("# look at the mail: log in, open a folder, send a message to yourself");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
