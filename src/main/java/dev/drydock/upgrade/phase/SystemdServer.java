package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.Processes;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.UnitHold;
import dev.drydock.host.systemd.UnitStart;
import dev.drydock.host.systemd.UnitStartException;
import dev.drydock.host.systemd.UnitStop;
import dev.drydock.host.systemd.UnitTwin;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A server that systemd runs as a unit. From the stop to the opening of the doors the unit, and all that triggers it, is
 * held back by a condition, over a reboot too. On trial a twin of the unit runs, which nothing starts by itself.
 */
public final class SystemdServer implements ServerControl {

    /** Sockets and timers that were active, to be started again with the unit; names with blanks between. */
    private static final String ACTIVE = "unit.triggers";

    /** A program that cannot run ends sooner, as measured with the real ones: within a second. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private static final Duration SETTLE_TRIAL = Duration.ofMillis(500);
    private static final int LAST_LINES = 50;

    private final Systemd systemd;
    private final Blueprint.Unit unit;
    private final Blueprint blueprint;
    private final Clock clock;
    private final UnitStart starter;
    private final UnitStop stopper;
    private final ServerHold hold;

    public SystemdServer(Systemd systemd, Blueprint.Unit unit, Blueprint blueprint, Clock clock) {
        this.systemd = systemd;
        this.unit = unit;
        this.blueprint = blueprint;
        this.clock = clock;
        this.starter = new UnitStart(systemd, clock);
        this.stopper = new UnitStop(systemd);
        this.hold = new ServerHold(systemd, unit, blueprint.home().resolve("held-back"));
    }

    @Override
    public String describe() {
        return "the unit " + unit.name() + " of systemd";
    }

    private UnitTwin twin() throws HostException {
        return new UnitTwin(systemd, unit.name(), "drydock-" + blueprint.id());
    }

    @Override
    public void holdBack(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("unit-not-held", () -> {
            var held = hold.set();
            if (!held.isEmpty()) {
                context.log(
                        EventLevel.INFO,
                        String.join(", ", held) + " cannot be started from now on, over a reboot too: systemd has a"
                                + " condition for it in " + UnitHold.DROP_IN);
            }
        });
    }

    @Override
    public boolean isHeldBack() throws StepFailedException, InterruptedException {
        return Attempt.of("unit-not-looked-at", hold::isInEffect);
    }

    @Override
    public void letGo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("unit-not-released", () -> {
            var released = hold.release();
            if (!released.isEmpty()) {
                context.log(EventLevel.INFO, String.join(", ", released) + " may be started again");
            }
            for (var trigger : activeBefore(context)) {
                starter.startTrigger(trigger);
            }
        });
    }

    private static List<String> activeBefore(StepContext context) {
        return context.recall(ACTIVE)
                .filter(names -> !names.isEmpty())
                .map(names -> List.of(names.split(" ", -1)))
                .orElse(List.of());
    }

    @Override
    public void start(StepContext context, Path configuration, Account account, Path output)
            throws StepFailedException, InterruptedException {
        var since = clock.instant();
        letGo(context);
        try {
            Attempt.at("server-not-started", () -> {
                context.log(EventLevel.INFO, "Starting " + unit.name());
                var pid = starting(unit.name(), SETTLE);
                context.log(
                        EventLevel.INFO,
                        unit.name() + " has run as process " + pid + " for " + SETTLE.toSeconds()
                                + " s without a new start");
            });
        } finally {
            lines(context, unit.name(), since);
        }
    }

    private long starting(String name, Duration settle)
            throws HostException, StepFailedException, InterruptedException {
        try {
            return starter.start(name, settle).mainPid();
        } catch (UnitStartException e) {
            throw new StepFailedException(
                    Failure.of("server-not-started", e.problem(), e.nextStep()).with(e.journal()), e);
        }
    }

    /** What the journal has to say, brought into the log. */
    private void lines(StepContext context, String name, Instant since)
            throws StepFailedException, InterruptedException {
        Attempt.at(
                "journal-not-read",
                () -> starter.journal(name, since, LAST_LINES).forEach(line -> context.log(EventLevel.INFO, line)));
    }

    @Override
    public void stop(StepContext context, Path configuration) throws StepFailedException, InterruptedException {
        Attempt.at("server-not-stopped", () -> {
            context.log(EventLevel.INFO, "Stopping " + unit.name());
            var since = clock.instant();
            var active = stopper.stop(unit.name());
            lines(context, unit.name(), since);
            if (!active.isEmpty()) {
                var all = new LinkedHashSet<>(activeBefore(context));
                all.addAll(active);
                context.remember(ACTIVE, String.join(" ", all));
                context.log(
                        EventLevel.INFO, "Stopped as well, since they would start it: " + String.join(", ", active));
            }
        });
    }

    @Override
    public List<String> signs() throws StepFailedException, InterruptedException {
        return Attempt.of("unit-not-looked-at", () -> stopper.signs(unit.name()));
    }

    @Override
    public boolean isRunning(Path configuration) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "unit-not-looked-at", () -> systemd.read(unit.name()).state().isRunning());
    }

    @Override
    public ChildProcess startTrial(StepContext context, Path configuration, Account account, Path output, String mark)
            throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-started", () -> {
            var settings = new ArrayList<String>();
            settings.add("Environment=\"" + ChildMark.VARIABLE + "=" + mark.replace("%", "%%") + "\"");
            settings.add("UnsetEnvironment=CONFIG_PATH");
            settings.add("StandardOutput=append:" + output);
            settings.add("StandardError=append:" + output);
            settings.add("ReadWritePaths=-" + blueprint.workshop());
            if (unit.quiet()) {
                // The machine's own addresses remain; where the kernel cannot do that, systemd says so and goes on.
                settings.add("IPAddressDeny=any");
                settings.add("IPAddressAllow=localhost");
            }
            var twin = twin();
            twin.write(List.of(unit.program().toString(), "--config=" + configuration), settings);
            context.log(
                    EventLevel.INFO,
                    "Starting " + twin.name() + ", which has all settings of " + unit.name() + " and " + configuration
                            + (unit.quiet() ? ", and reaches no other machine" : ""));
            var pid = starting(twin.name(), SETTLE_TRIAL);
            var child = new ChildProcess(pid, Processes.startTicks(pid).orElse(0L), "server");
            context.childStarted(child);
            return child;
        });
    }

    @Override
    public void clearTrial(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("server-not-stopped", () -> {
            var twin = twin();
            if (twin.exists()) {
                stopper.stop(twin.name());
                twin.delete();
            }
        });
    }

    @Override
    public List<String> startCommands(Path configuration, String as) {
        var lines = new ArrayList<>(hold.releasing());
        for (var trigger : unit.triggers()) {
            lines.add("if systemctl is-enabled --quiet " + trigger + "; then systemctl start " + trigger + "; fi");
        }
        lines.add("systemctl start " + unit.name());
        lines.add("sleep " + SETTLE.toSeconds());
        // One that systemd tries again may yet come up.
        lines.add("for again in 1 2 3 4 5; do if " + probeCommand(configuration) + "; then break; fi; sleep 2; done");
        lines.add(probeCommand(configuration) + " || { systemctl status --no-pager " + unit.name() + " >&2; exit 1; }");
        return lines;
    }

    @Override
    public String probeCommand(Path configuration) {
        return "systemctl is-active --quiet " + unit.name();
    }

    @Override
    public List<String> stopCommands(Path configuration) {
        var lines = new ArrayList<>(hold.setting());
        lines.add("systemctl stop " + String.join(" ", hold.planned()));
        return lines;
    }
}
