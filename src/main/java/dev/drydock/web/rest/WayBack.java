package dev.drydock.web.rest;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepState;
import dev.drydock.upgrade.Upgrade;

/**
 * Whether it is safe to go back now, and what it means.
 *
 * @param safe false where there is no way back any more
 * @param text for people, a sentence or two
 */
public record WayBack(boolean safe, String text) {

    static WayBack of(Upgrade upgrade, RunRecord record, boolean cleaned) {
        var old = upgrade.blueprint().store().oldPlace();
        if (record.state() == RunState.PLANNED) {
            return new WayBack(true, "Nothing has been begun.");
        }
        if (record.state() == RunState.ROLLED_BACK) {
            return new WayBack(true, "Everything is back as it was.");
        }
        if (cleaned) {
            return new WayBack(false, "No. What the upgrade had kept was deleted, the old store among it.");
        }
        if (upgrade.blueprint().node() != null) {
            return new WayBack(
                    record.step("join.first-node").state() != StepState.SUCCEEDED,
                    "Yes: the program and the configuration of this node come back. v0.7.3 starts only on the store of"
                            + " v0.7.3; until the first node has gone back, this one stays stopped.");
        }
        if (record.step("start.server").state().hasBegun()) {
            return new WayBack(
                    true,
                    "Yes, but mail that came in since the new server opened its doors is left behind: it is saved as"
                            + " files first. The old store lies in " + old + "."
                            + (isContentMissing(upgrade, record)
                                    ? " Contents are still being copied back to it: mail that is deleted before that is"
                                            + " complete and checked could be missing from it."
                                    : ""));
        }
        if (record.step("backup.store").state() == StepState.SUCCEEDED) {
            return new WayBack(true, "Yes. The old store lies in " + old + ".");
        }
        if (upgrade.blueprint().store().cluster() != null
                && record.step("backup.store").state().hasBegun()) {
            return new WayBack(
                    true,
                    "Yes. Where the key range was cleared by now, the old store is restored from its backup, which takes as"
                            + " long as its size asks; where it was not, nothing of it has been touched.");
        }
        return new WayBack(true, "Yes. Nothing of the old store has been touched.");
    }

    /** Whether contents went over to the new store, and are not all back in the old one. */
    private static boolean isContentMissing(Upgrade upgrade, RunRecord record) {
        var step = "start.copy";
        return upgrade.run().plan().phases().stream()
                        .flatMap(phase -> phase.steps().stream())
                        .anyMatch(planned -> planned.name().equals(step))
                && record.step(step).state() != StepState.SUCCEEDED;
    }
}
