package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.util.List;

/**
 * How a service is at this moment.
 *
 * @param active as {@code systemctl is-active} tells it, such as {@code failed} or {@code activating}
 * @param sub the same more finely, such as {@code running}, {@code dead} or {@code auto-restart}
 * @param result why it has ended, {@code success} where it has not failed
 * @param conditionMet whether its conditions were met when it was last to be started; false too where it never was
 * @param restarts how often systemd has started it again by itself
 * @param mainPid its main process; 0 where there is none
 * @param exitCode how the main process has ended, as the kernel numbers it: 1 by itself, 2 and 3 by a signal; 0 where it
 *     has not
 * @param exitStatus the status of the main process that has ended, or the number of the signal
 * @param controlGroup of its processes, as a path below the hierarchy of this systemd; empty where there is none
 */
public record UnitState(
        String active,
        String sub,
        String result,
        boolean conditionMet,
        int restarts,
        long mainPid,
        int exitCode,
        int exitStatus,
        String controlGroup) {

    static final List<String> PROPERTIES = List.of(
            "ActiveState",
            "SubState",
            "Result",
            "ConditionResult",
            "NRestarts",
            "MainPID",
            "ExecMainCode",
            "ExecMainStatus",
            "ControlGroup");

    static UnitState of(UnitProperties properties) throws HostException {
        return new UnitState(
                properties.text("ActiveState"),
                properties.text("SubState"),
                properties.text("Result"),
                properties.yes("ConditionResult"),
                properties.number("NRestarts"),
                properties.number("MainPID"),
                properties.number("ExecMainCode"),
                properties.number("ExecMainStatus"),
                properties.text("ControlGroup"));
    }

    /** Whether neither the unit nor a main process of it is there, whatever has become of them. */
    public boolean isDown() {
        return (active.equals("inactive") || active.equals("failed")) && mainPid == 0;
    }

    /** Whether it runs with a main process. */
    public boolean isRunning() {
        return active.equals("active") && mainPid != 0;
    }
}
