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
        var amending = SetQueueAside.amending(yard);
        var file = Shell.quote(amending.file());
        var program = Shell.quote(OwnProgram.script(yard));
        var says = "The queue is set aside in " + amending.file() + ", and the server must not start without it."
                + " As " + blueprint().runAs().user() + ", with Java and the jar of Drydock: "
                + amending.command("take-back") + " -- then delete that file and run this again. Or go back.";
        return List.of(
                "if [ -e " + file + " ]; then",
                "  # set aside for the trial; whoever starts the server without it loses what was queued",
                "  if [ -x " + program + " ] && " + program + " " + amending.arguments("take-back") + "; then",
                "    rm -f " + file,
                "  else",
                "    echo " + Shell.quote(says) + " >&2",
                "    exit 1",
                "  fi",
                "fi");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
