package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Puts the queue back into the new store, after the trial and before the doors open. */
final class PutQueueBack extends UpgradeStep {

    PutQueueBack(Yard yard) {
        super(yard, "trial.queue-back", "Put the queue back");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, StartServer.OPENED);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("queue-not-put-back", () -> {
            var aside = context.recall(SetQueueAside.ASIDE);
            var amending = SetQueueAside.amending(yard);
            if (aside.isPresent()) {
                amending.takeBack(context);
                forget(context, SetQueueAside.ASIDE);
            }
            amending.delete();
            return StepResult.done(aside.map(count -> count + " events").orElse("nothing was set aside"));
        });
    }

    @Override
    public List<String> onward() {
        var command = SetQueueAside.amending(yard).command("take-back");
        return List.of(
                "# the queue was set aside for the trial; put it back before the server starts, with Drydock as "
                        + blueprint().runAs().user() + ":",
                "# " + command);
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
