package dev.drydock.upgrade;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunState;
import dev.drydock.store.StoreVersion;

/** Looks at the mail data that is in use, before anything that could replace it is deleted. */
final class DataInUse {

    private DataInUse() {}

    /**
     * The store that is in use must be there and be the one of the version that is in use.
     *
     * @param state of the upgrade, which says which version that is
     */
    static void require(Upgrade upgrade, RunState state) throws RefusedException {
        if (upgrade.blueprint().node() != null) {
            // Nothing of the store is kept here, so nothing of it is deleted.
            return;
        }
        var running = !upgrade.yard().serverProcesses().isEmpty();
        var wanted = state == RunState.SUCCEEDED ? StoreVersion.V0_8_0 : StoreVersion.V0_7_3;
        var place = upgrade.blueprint().store().place();
        try {
            var found = upgrade.yard().newStore().detect();
            if (found != wanted) {
                throw new RefusedException(
                        "data-not-in-place",
                        "The store in use, " + place + ", is " + found.title() + " and not " + wanted.title()
                                + ", so nothing is deleted");
            }
        } catch (StoreInUseException e) {
            if (!running) {
                throw new RefusedException("data-not-in-place", e.problem() + ". " + e.nextStep());
            }
            // The server of the installation works on it, which is what is wanted.
        } catch (StoreException e) {
            throw new RefusedException("data-not-in-place", e.problem() + ". " + e.nextStep());
        }
    }
}
