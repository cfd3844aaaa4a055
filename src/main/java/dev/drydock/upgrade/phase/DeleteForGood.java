package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Deletes one thing that the upgrade has kept. There is no way back from it. */
final class DeleteForGood extends UpgradeStep {

    private final Leftover leftover;

    DeleteForGood(Yard yard, String name, Leftover leftover) {
        super(yard, name, "Delete " + leftover.title());
        this.leftover = leftover;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("not-looked-at", () -> leftover.now().isEmpty());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("not-deleted", () -> StepResult.done(leftover.delete()));
    }

    @Override
    public void undo(StepContext context) throws StepFailedException {
        throw Attempt.failure(
                "deleted-for-good",
                "What \"" + title() + "\" has deleted cannot come back",
                "Take it from a backup of your own");
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
