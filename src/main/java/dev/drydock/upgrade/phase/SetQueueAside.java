package dev.drydock.upgrade.phase;

import dev.drydock.amendment.AmendmentFile;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Takes out of the new store, for the trial, what the server would send by itself: its queue and reports that are due. */
final class SetQueueAside extends UpgradeStep {

    /** Remembered before the rows leave the store; taken back when they are in it again. */
    static final String ASIDE = "queue.aside";

    SetQueueAside(Yard yard) {
        super(yard, "trial.queue-aside", "Set the queue aside");
    }

    static Amending amending(Yard yard) {
        return new Amending(yard, "queue");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, Trial.PASSED);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("queue-not-set-aside", () -> {
            var amending = amending(yard);
            var existing = amending.existing();
            var file = existing.isPresent()
                    ? existing.get()
                    : amending.compute(into -> {
                        try (var target = yard.newStore().openTarget()) {
                            return AmendmentFile.withoutQueue(target, into);
                        }
                    });
            if (file.count() == 0) {
                return StepResult.done("nothing is queued");
            }
            context.remember(ASIDE, Long.toString(file.count()));
            amending.apply(context);
            return StepResult.done(file.count() + " events are in " + amending.file());
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        // The new store goes, and the old one has its queue as it was.
        forget(context, ASIDE);
        Attempt.at("queue-file-not-removed", () -> amending(yard).delete());
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
