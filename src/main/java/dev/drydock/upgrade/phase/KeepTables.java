package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;
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
            if (context.recall(BackupStore.BEGUN).isEmpty()) {
                requireOldStore();
                context.remember(BackupStore.BEGUN, site.choice().way().name());
            }
            if (site.choice().terms().endsSessions()) {
                var ended = site.checks().endOtherSessions();
                context.log(EventLevel.INFO, ended + " sessions of others were ended");
            }
            site.keeping().setAside(TableSite.watch(context));
            var place = blueprint().store().oldPlace();
            context.log(EventLevel.INFO, "The old store is now " + place + "; this is a new name, no second copy");
            return StepResult.done("the old store is " + place);
        });
    }

    private void requireOldStore() throws StoreException, StepFailedException {
        var version = site.newStore().detect();
        if (version != StoreVersion.V0_7_3) {
            throw Attempt.failure(
                    "store-not-old",
                    "The store " + blueprint().store().place() + " is " + version.title()
                            + ", not v0.7.3, so it is not set aside",
                    "Find out who has changed it before going on");
        }
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("backup-not-proven", () -> {
            try (var old = site.oldStore().openSource()) {
                for (var space : Space.values()) {
                    if (space != Space.BITMAPS) {
                        try (var cursor = old.scan(space)) {
                            cursor.next();
                        }
                    }
                }
            }
            var blank = site.newVersion();
            if (blank != StoreVersion.BLANK) {
                throw Attempt.failure(
                        "target-not-blank",
                        "The place of the new store, " + blueprint().store().place() + ", is not blank but "
                                + blank.title(),
                        "Go back; nothing was imported");
            }
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(BackupStore.BEGUN).isEmpty()) {
            return;
        }
        Attempt.at("backup-not-taken-back", () -> {
            site.makeRoom(context, TableKeeping::takeBack);
            requireOldStore();
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
