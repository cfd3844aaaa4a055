package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.Whereabouts.State;
import java.util.List;

/** Sets the old store aside and puts the new one in its place, in one step of the server of the databases. */
final class ExchangeTables extends UpgradeStep {

    /** Remembered once all of it is done: on some servers something is left to do after the switch. */
    private static final String DONE = "exchange.done";

    private final TableSite site;
    private final KeepTables keeping;

    ExchangeTables(Yard yard, TableSite site) {
        super(yard, BackupStore.NAME, "Set the old store aside, and put the new one in its place");
        this.site = site;
        this.keeping = new KeepTables(yard, site);
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(DONE).isPresent()
                && Attempt.of("backup-not-looked-at", () -> {
                    var found = site.keeping().look();
                    return found.state() == State.ASIDE && found.inPlace() == StoreVersion.V0_8_0;
                });
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("store-not-placed", () -> {
            keeping.begin(context);
            site.succession().exchange(TableSite.watch(context));
            context.remember(DONE, yard.clock().instant().toString());
            var place = blueprint().store().oldPlace();
            context.log(EventLevel.INFO, "The old store is now " + place + ", and the new one in its place");
            return StepResult.done("the old store is " + place);
        });
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        BackupProof.requireReadable(yard);
        BackupProof.requireNewStore(yard);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        forget(context, DONE);
        keeping.undo(context);
    }

    @Override
    public List<String> onward() {
        return site.shell().lines(site.successionScript().exchange());
    }

    @Override
    public List<String> back() {
        return keeping.back();
    }
}
