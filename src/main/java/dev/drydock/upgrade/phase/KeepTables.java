package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.Whereabouts.State;
import java.util.List;

/** Sets the old store aside on its server, under another name, and makes room for the new one. */
final class KeepTables extends UpgradeStep {

    private final TableSite site;

    KeepTables(Yard yard, TableSite site) {
        super(yard, BackupStore.NAME, BackupStore.TITLE);
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(BackupStore.BEGUN).isPresent()
                && Attempt.of(
                        "backup-not-looked-at", () -> site.keeping().look().state() == State.ASIDE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("backup-failed", () -> {
            begin(context);
            site.keeping().setAside(TableSite.watch(context));
            var place = blueprint().store().oldPlace();
            context.log(EventLevel.INFO, "The old store is now " + place + "; this is a new name, no second copy");
            return StepResult.done("the old store is " + place);
        });
    }

    /** Before anything moves: it must be the old store that does, and nobody may be at work on it. */
    void begin(StepContext context) throws StoreException, StepFailedException, InterruptedException {
        if (context.recall(BackupStore.BEGUN).isEmpty()) {
            BackupProof.requireOldStore(yard);
            context.remember(BackupStore.BEGUN, site.choice().way().name());
        }
        site.requireAlone(context);
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        BackupProof.requireSetAside(yard);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(BackupStore.BEGUN).isEmpty()) {
            return;
        }
        Attempt.at("backup-not-taken-back", () -> {
            if (site.keeping().look().state() == State.ASIDE) {
                site.requireAlone(context);
            }
            if (blueprint().request().isDirect()) {
                CopyContentsBack.copy(site, context);
            }
            site.makeRoom(context, TableKeeping::takeBack);
            BackupProof.requireOldStore(yard);
            forget(context, BackupStore.BEGUN);
            forget(context, StartServer.SERVED);
        });
    }

    @Override
    public List<String> onward() {
        return site.shell().lines(site.script().aside());
    }

    @Override
    public List<String> back() {
        return site.shell().lines(site.script().back());
    }
}
