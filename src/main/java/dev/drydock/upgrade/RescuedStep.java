package dev.drydock.upgrade;

import dev.drydock.engine.Failure;
import dev.drydock.engine.Step;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.upgrade.phase.UpgradeStep;
import java.time.Clock;

/** Rewrites the rescue script before a step is done or taken back. */
final class RescuedStep implements Step {

    private final UpgradeStep step;
    private final RescueScript script;
    private final Clock clock;

    RescuedStep(UpgradeStep step, RescueScript script, Clock clock) {
        this.step = step;
        this.script = script;
        this.clock = clock;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public String title() {
        return step.title();
    }

    @Override
    public boolean isDone(StepContext context) throws StepFailedException, InterruptedException {
        return step.isDone(context);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        write();
        return step.perform(context);
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        step.check(context);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        write();
        step.undo(context);
    }

    private void write() throws StepFailedException, InterruptedException {
        try {
            script.write(step, clock.instant());
        } catch (HostException e) {
            throw new StepFailedException(Failure.of("rescue-not-written", e.problem(), e.nextStep()), e);
        }
    }
}
