package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops a service with all that would start it again, and proves that nothing of it is left. A service that ends by
 * {@code systemctl stop} is not started again by {@code Restart=}.
 */
public final class UnitStop {

    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Systemd systemd;

    public UnitStop(Systemd systemd) {
        this.systemd = systemd;
    }

    /**
     * Stops the service first and what triggers it next, for a socket that is stopped under a service that runs may take
     * its connections away; a connection in between may start it again, so the service is stopped once more then.
     *
     * @return the sockets, timers and paths that were active before, to be started again before the service
     * @throws HostException where it does not end, or something of it is left
     */
    public List<String> stop(String unit) throws HostException, InterruptedException {
        var stopped = new ArrayList<String>();
        var triggers = systemd.read(unit).triggeredBy();
        stopOne(unit);
        for (var trigger : triggers) {
            if (systemd.properties(trigger, List.of("ActiveState"))
                    .text("ActiveState")
                    .equals("active")) {
                stopOne(trigger);
                stopped.add(trigger);
            }
        }
        if (!systemd.read(unit).state().isDown()) {
            stopOne(unit);
        }
        awaitEnd(unit);
        prove(unit);
        return List.copyOf(stopped);
    }

    /** Children that systemd does not end, as with {@code KillMode=process}, may need a moment to see that they are alone. */
    private void awaitEnd(String unit) throws HostException, InterruptedException {
        var end = System.nanoTime() + MOMENT.toNanos();
        while (!signs(unit).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Proves that nothing of it is left and that nothing which is active would start it. */
    public void prove(String unit) throws HostException, InterruptedException {
        var signs = signs(unit);
        if (!signs.isEmpty()) {
            throw new HostException(
                    unit + " is not stopped: " + String.join(", ", signs),
                    "See systemctl status " + unit + " for what keeps it or starts it again, and KillMode= of the unit"
                            + " for processes that are left");
        }
    }

    /**
     * What speaks against its being stopped, each in a phrase: the state of the service, what is active and would start
     * it, and processes in its control group, which may outlive the main process, as {@code KillMode=process} lets them.
     */
    public List<String> signs(String unit) throws HostException, InterruptedException {
        var signs = new ArrayList<String>();
        var read = systemd.read(unit);
        var state = read.state();
        if (!state.isDown()) {
            signs.add(unit + " is " + state.active() + " (" + state.sub() + ")"
                    + (state.mainPid() == 0 ? "" : " with main process " + state.mainPid()));
        }
        for (var trigger : read.triggeredBy()) {
            var active = systemd.properties(trigger, List.of("ActiveState")).text("ActiveState");
            if (!active.equals("inactive") && !active.equals("failed")) {
                signs.add(trigger + " is " + active + " and would start it");
            }
        }
        if (state.isDown()) {
            processes(unit).forEach(process -> signs.add("process " + process + " is left of it"));
        }
        return List.copyOf(signs);
    }

    /** The processes of the service, with all control groups below its own, as {@code number (program)}. */
    public List<String> processes(String unit) throws HostException, InterruptedException {
        // A number of entries, then of each its control group, its number and its command line.
        var words = systemd.call("GetUnitProcesses", unit);
        var processes = new ArrayList<String>();
        for (var at = 1; at + 3 <= words.size(); at += 3) {
            processes.add(words.get(at + 1) + " (" + words.get(at + 2) + ")");
        }
        return List.copyOf(processes);
    }

    private void stopOne(String unit) throws HostException, InterruptedException {
        systemd.systemctl("stop", "--", unit).orFail("Stop " + unit);
    }
}
