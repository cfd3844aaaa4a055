package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.SystemdUnit;
import dev.drydock.host.systemd.UnitAccount;
import dev.drydock.host.systemd.UnitChange;
import dev.drydock.host.systemd.UnitDropIn;
import dev.drydock.host.systemd.UnitFileEdit;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the unit its account and the right to ports below 1024, since v0.8.0 gives up root's rights no longer by itself,
 * and reads back what is in effect then: another drop-in may win.
 */
public final class ChangeUnit extends UpgradeStep {

    private static final String BEGUN = "unit.changed";

    private final Blueprint.Unit unit;
    private final Systemd systemd;

    ChangeUnit(Yard yard, Blueprint.Unit unit) {
        super(yard, "install.unit", "Give the unit its account");
        this.unit = unit;
        this.systemd = new Systemd(yard.runner());
    }

    /** What the unit must have. */
    public static UnitAccount account(Blueprint blueprint, Blueprint.Unit unit) {
        // As root it has every right already, and becomes somebody else only where it is told to.
        return new UnitAccount(blueprint.runAs().user(), unit.group(), unit.unset());
    }

    /** The change, in the way that was asked for. */
    public static UnitChange change(Systemd systemd, Blueprint blueprint, Blueprint.Unit unit) throws HostException {
        var account = account(blueprint, unit);
        return unit.inPlace()
                ? new UnitFileEdit(systemd, unit.file(), ".drydock-" + blueprint.id(), account)
                : new UnitDropIn(systemd, unit.name(), account);
    }

    private UnitChange change() throws HostException {
        return change(systemd, blueprint(), unit);
    }

    private List<String> missing() throws HostException, InterruptedException {
        return account(blueprint(), unit).missing(systemd.read(unit.name()));
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, BEGUN)
                && Attempt.of(
                        "unit-not-looked-at",
                        () -> change().isMade() && missing().isEmpty());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("unit-not-changed", () -> {
            context.remember(BEGUN, yard.clock().instant().toString());
            change().make();
            systemd.reload();
            context.log(EventLevel.INFO, "Drydock " + change().describe());
            return StepResult.done(
                    unit.name() + " runs as " + blueprint().runAs().user());
        });
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("unit-not-as-written", () -> {
            var missing = missing();
            if (!missing.isEmpty()) {
                throw new HostException(
                        "What was written into " + change().file() + " is not in effect: " + String.join("; ", missing),
                        "See which of these says otherwise, and take it out there: "
                                + String.join(", ", winners(systemd.read(unit.name()), change())));
            }
        });
    }

    /** The drop-ins that are read after ours. */
    public static List<String> winners(SystemdUnit unit, UnitChange change) {
        var all = new ArrayList<>(unit.dropIns());
        var ours = all.indexOf(change.file());
        return all.subList(ours + 1, all.size()).stream().map(Object::toString).toList();
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("unit-not-taken-back", () -> {
            change().takeBack();
            systemd.reload();
        });
        forget(context, BEGUN);
    }

    @Override
    public List<String> onward() {
        return withReload(UnitChange::making);
    }

    @Override
    public List<String> back() {
        return withReload(UnitChange::takingBack);
    }

    private List<String> withReload(java.util.function.Function<UnitChange, List<String>> commands) {
        try {
            var lines = new ArrayList<>(commands.apply(change()));
            lines.add("systemctl daemon-reload");
            return lines;
        } catch (HostException e) {
            // The name of the unit has been read from systemd, so it is one.
            throw new IllegalStateException(e);
        }
    }
}
