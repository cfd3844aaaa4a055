package dev.drydock.upgrade.phase;

import dev.drydock.engine.Step;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.util.List;

/** A step that can also say how a person would do it, and take it back, with a shell and without Drydock. */
public abstract class UpgradeStep implements Step {

    final Yard yard;
    private final String name;
    private final String title;

    UpgradeStep(Yard yard, String name, String title) {
        this.yard = yard;
        this.name = name;
        this.title = title;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    final Blueprint blueprint() {
        return yard.blueprint();
    }

    /** Commands of a POSIX shell that do it; comments where no command can. They must be safe to repeat. */
    public abstract List<String> onward();

    /** Commands of a POSIX shell that take it back, wholly or as far as it was done; safe to repeat. */
    public abstract List<String> back();

    /**
     * {@inheritDoc}
     *
     * <p>Once the doors are open, nothing of what led there is looked at again: the new server works on what these steps
     * have made.
     */
    @Override
    public final boolean isDone(StepContext context) throws StepFailedException, InterruptedException {
        return (!isBehindTheDoors() && isPast(context, StartServer.OPENED)) || stands(context);
    }

    private boolean isBehindTheDoors() {
        return name.startsWith("start.") || name.startsWith("cleanup.");
    }

    /** Whether what it has to do is done, by looking at the world. */
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return false;
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {}

    /** Takes a fact back, which the journal keeps as an empty one. */
    static void forget(StepContext context, String fact) {
        if (context.recall(fact).isPresent()) {
            context.remember(fact, "");
        }
    }

    /** Whether a later step was begun, so that this one must not be looked at again. */
    static boolean isPast(StepContext context, String fact) {
        return context.recall(fact).isPresent();
    }
}
