package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.util.List;

/**
 * Makes up for the checks that a running server kept from the store: what forbids the upgrade is found here, before the
 * long work, and not by it.
 */
final class LookAtStore extends UpgradeStep {

    /** Remembered once nothing was found that forbids the upgrade. */
    static final String DONE = "store.looked-at";

    LookAtStore(Yard yard) {
        super(yard, "stop.look", "Look into the store, now that it can be read");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("store-not-looked-at", () -> {
            var findings = yard.look().look(yard, new StepProgress(context));
            findings.stream()
                    .filter(finding -> finding.grade() != Grade.PASS)
                    .forEach(finding -> say(context, finding));
            var failed = of(Grade.FAIL, findings);
            if (!failed.isEmpty()) {
                var first = failed.get(0);
                throw new StepFailedException(Failure.of(first.code(), first.text(), first.whatToDo())
                        .with(failed.stream().skip(1).map(Finding::text).toList()));
            }
            context.remember(DONE, yard.clock().instant().toString());
            return StepResult.done(
                    findings.size() + " findings, " + of(Grade.WARN, findings).size() + " warnings"
                            + (of(Grade.SKIP, findings).isEmpty()
                                    ? ""
                                    : "; not looked at: "
                                            + of(Grade.SKIP, findings).get(0).text()));
        });
    }

    private static void say(StepContext context, Finding finding) {
        var level = switch (finding.grade()) {
            case FAIL -> EventLevel.ERROR;
            case WARN -> EventLevel.WARN;
            default -> EventLevel.INFO;
        };
        var todo = finding.whatToDo().isEmpty() ? "" : ". " + finding.whatToDo();
        context.log(level, finding.grade() + " " + finding.code() + ": " + finding.text() + todo);
    }

    private static List<Finding> of(Grade grade, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.grade() == grade).toList();
    }

    @Override
    public void undo(StepContext context) {
        // It has changed nothing; the store that is stopped the next time is looked at anew.
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of("# drydock inspect " + Shell.quote(yard.newStore().name()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
