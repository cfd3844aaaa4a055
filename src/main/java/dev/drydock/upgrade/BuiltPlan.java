package dev.drydock.upgrade;

import dev.drydock.engine.Plan;
import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.Credentials;
import dev.drydock.upgrade.phase.UpgradePhases;
import dev.drydock.upgrade.phase.UpgradeStep;
import dev.drydock.upgrade.phase.Yard;
import java.time.Clock;
import java.util.LinkedHashMap;

/** What is made of a blueprint: its steps in order, what they work with, and the script that they keep up to date. */
record BuiltPlan(Yard yard, Plan plan, RescueScript script) {

    /** @param credentials that this console was given for it */
    static BuiltPlan of(Blueprint blueprint, Yards yards, Clock clock, Credentials credentials)
            throws RefusedException {
        var yard = yards.yard(blueprint, credentials);
        var steps = UpgradePhases.phases(yard).stream()
                .flatMap(phase -> phase.steps().stream())
                .map(UpgradeStep.class::cast)
                .toList();
        var script = new RescueScript(blueprint, steps);
        var byName = new LinkedHashMap<String, UpgradeStep>();
        steps.forEach(step -> byName.put(step.name(), step));
        var plan = UpgradePhases.plan(
                yard, step -> new RescuedStep(byName.getOrDefault(step.name(), step), script, clock));
        return new BuiltPlan(yard, plan, script);
    }
}
