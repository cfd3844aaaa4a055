package dev.drydock.upgrade;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.Run;
import dev.drydock.store.FilledBackup;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.Doors;
import dev.drydock.upgrade.phase.Yard;
import dev.drydock.upgrade.preflight.PreflightReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One plan and its run. */
public final class Upgrade {

    private final Yard yard;
    private final Run run;
    private final RescueScript script;
    private final IndexWatch index;
    private volatile @Nullable PreflightReport preflight;

    Upgrade(Yard yard, Run run, RescueScript script, @Nullable PreflightReport preflight) {
        this.yard = yard;
        this.run = run;
        this.script = script;
        this.index = new IndexWatch(yard.newStore(), yard.clock());
        this.preflight = preflight;
    }

    public String id() {
        return run.id();
    }

    /** What was settled when it was planned. */
    public Blueprint blueprint() {
        return yard.blueprint();
    }

    public Run run() {
        return run;
    }

    Yard yard() {
        return yard;
    }

    /** What the checks found when they were last run by this console; empty after a restart. */
    public Optional<PreflightReport> preflight() {
        return Optional.ofNullable(preflight);
    }

    void preflight(PreflightReport report) {
        preflight = report;
    }

    /**
     * How far the new server has come with its full-text index; empty where its doors are not open. May look into the
     * store, and so take a moment.
     */
    public Optional<IndexProgress> index() {
        // Outside the record's lock, which the run needs.
        var open = run.read(Doors::opened);
        return index.read(open);
    }

    /**
     * How the old store is to be kept, as it was planned and with what somebody has filled in besides. Nothing is set.
     *
     * @param filled values by the names of the fields
     */
    public FilledBackup backup(Map<String, String> filled) throws RefusedException {
        var store = blueprint().store();
        var values = new LinkedHashMap<>(store.backup().values());
        values.putAll(filled);
        try {
            return FilledBackup.of(
                    yard.site().backup(), values, yard.credentials().backup());
        } catch (StoreException e) {
            throw new RefusedException("store-not-found", e.problem() + ". " + e.nextStep());
        }
    }

    /** Whether nothing can be done to the store before this console is given a password of its backup again. */
    public boolean isWaitingForCredentials() {
        return yard.site().isWaiting();
    }

    /** Whether the old store is still kept; where that cannot be seen now, nobody is told that it is gone. */
    boolean isKept() {
        try {
            return yard.site().isKept();
        } catch (StoreException e) {
            return true;
        }
    }

    /** What agrees to a cleanup: the place of the old store or, where it is no longer there, the id of the upgrade. */
    public String cleanupWords() {
        return isKept() ? blueprint().store().kept() : id();
    }

    /** The exact commands as a shell script. */
    public String runbook() {
        return script.runbook();
    }
}
