package dev.drydock.web.rest;

import dev.drydock.engine.Phase;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepState;
import dev.drydock.upgrade.Upgrade;
import java.util.ArrayList;
import java.util.List;

/** What may be done with an upgrade now, by the words of the REST interface. */
final class AllowedActions {

    private AllowedActions() {}

    static List<String> of(Upgrade upgrade, RunRecord record, boolean atWork, boolean cleaned) {
        var state = record.state();
        if (atWork || state.isActive()) {
            return state == RunState.ROLLING_BACK ? List.of() : List.of("cancel");
        }
        if (cleaned) {
            // What it could go back to was deleted, so it must not go forward either.
            return List.of("cleanup");
        }
        var actions = new ArrayList<String>();
        var stuck = state == RunState.FAILED || state == RunState.INTERRUPTED;
        if (stuck) {
            actions.add("retry");
        }
        if (state.mayBecome(RunState.RUNNING) && !record.isGoingBack()) {
            actions.add("run");
            next(upgrade, record).map(phase -> "phase:" + phase.name()).ifPresent(actions::add);
        } else if (state == RunState.ROLLED_BACK) {
            actions.add("run");
        }
        if (state.mayBecome(RunState.ROLLING_BACK)) {
            actions.add("rollback");
        }
        if (state.isOver()) {
            actions.add("cleanup");
        }
        return actions;
    }

    private static java.util.Optional<Phase> next(Upgrade upgrade, RunRecord record) {
        return upgrade.run().plan().phases().stream()
                .filter(phase -> record.phase(phase) != StepState.SUCCEEDED)
                .findFirst();
    }
}
