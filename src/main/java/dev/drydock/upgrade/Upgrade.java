package dev.drydock.upgrade;

import dev.drydock.engine.Run;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.Yard;
import dev.drydock.upgrade.preflight.PreflightReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One plan and its run. */
public final class Upgrade {

    private final Yard yard;
    private final Run run;
    private final RescueScript script;
    private volatile @Nullable PreflightReport preflight;

    Upgrade(Yard yard, Run run, RescueScript script, @Nullable PreflightReport preflight) {
        this.yard = yard;
        this.run = run;
        this.script = script;
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

    /** The exact commands as a shell script. */
    public String runbook() {
        return script.runbook();
    }
}
