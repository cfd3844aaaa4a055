package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Starts a service and proves over some time that it stays: {@code systemctl start} ends with status 0 as soon as the
 * process exists, before it is known whether the program can run at all, and when a condition is not met as well.
 */
public final class UnitStart {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int LAST_LINES = 20;

    private final Systemd systemd;
    private final Clock clock;

    public UnitStart(Systemd systemd, Clock clock) {
        this.systemd = systemd;
        this.clock = clock;
    }

    /**
     * Starts the service, and looks at it until it has been up for some time with the same main process.
     *
     * @param settle how long it must stay up
     * @return how it is then
     * @throws UnitStartException where it does not run, or ends or is started again meanwhile
     */
    public UnitState start(String unit, Duration settle) throws HostException, InterruptedException {
        var since = clock.instant();
        // A unit that has failed too often is refused otherwise.
        systemd.systemctl("reset-failed", "--", unit);
        var started = systemd.systemctl("start", "--", unit);
        var first = systemd.read(unit).state();
        if (!started.isSuccess() || !first.isRunning()) {
            throw failure(unit, first, since);
        }
        var end = System.nanoTime() + settle.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            var now = systemd.read(unit).state();
            if (!now.isRunning() || now.mainPid() != first.mainPid() || now.restarts() != first.restarts()) {
                throw failure(unit, now, since);
            }
        }
        return systemd.read(unit).state();
    }

    /** Starts a socket, a timer or a path; one that is active already stays as it is. */
    public void startTrigger(String trigger) throws HostException, InterruptedException {
        Systemd.checkName(trigger);
        systemd.systemctl("reset-failed", "--", trigger);
        systemd.systemctl("start", "--", trigger).orFail("Start " + trigger);
    }

    /** The last lines that the service and systemd itself have written about it. */
    public List<String> journal(String unit, Instant since, int lines) throws HostException, InterruptedException {
        Systemd.checkName(unit);
        // What is on its way must have arrived; where this is not possible the lines are those that have.
        systemd.run(List.of("journalctl", "--sync"));
        var from = "%d.%06d".formatted(since.getEpochSecond(), since.getNano() / 1000);
        var found = systemd.run(List.of(
                        "journalctl", "--unit=" + unit, "--since=@" + from, "--output=cat", "--no-pager", "--quiet"))
                .orFail("Read the journal of " + unit)
                .output();
        // With --since, --lines counts from the beginning in some versions.
        return found.subList(Math.max(0, found.size() - lines), found.size());
    }

    private UnitStartException failure(String unit, UnitState state, Instant since)
            throws HostException, InterruptedException {
        return new UnitStartException(
                unit + " does not stay up: " + inWords(state),
                "See what its journal says (journalctl -u " + unit + "), remove the cause, then try again",
                journal(unit, since, LAST_LINES));
    }

    private static String inWords(UnitState state) {
        if (!state.conditionMet()) {
            return "a condition of the unit is not met, so systemd has not started it";
        }
        var words = new StringBuilder("it is ")
                .append(state.active())
                .append(" (")
                .append(state.sub())
                .append("), its result is ")
                .append(state.result());
        if (state.exitCode() != 0) {
            words.append(", its main process ").append(ExitWords.of(state.exitCode(), state.exitStatus()));
        }
        if (state.restarts() > 0) {
            words.append(", systemd has started it again ")
                    .append(state.restarts())
                    .append(" times");
        }
        return words.toString();
    }
}
