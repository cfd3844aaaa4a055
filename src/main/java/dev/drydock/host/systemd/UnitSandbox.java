package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.util.List;

/**
 * The surroundings of a service, tried from inside: a twin of its unit, as root with all rights, does something in its
 * place. What fails then is forbidden by the sandbox itself, whichever account the service has: {@code ProtectSystem=},
 * {@code ReadOnlyPaths=}, SELinux.
 */
public final class UnitSandbox {

    /** As root, so that no owner and no mode is in the way; an empty list of capabilities would be none. */
    private static final List<String> AS_ROOT = List.of(
            "Type=oneshot",
            "RemainAfterExit=no",
            "User=root",
            "Group=root",
            "CapabilityBoundingSet=~",
            "ExecStartPre=",
            "ExecCondition=",
            "TimeoutStartSec=30",
            "WatchdogSec=0",
            "StandardOutput=null",
            "StandardError=journal");

    private final Systemd systemd;
    private final UnitTwin twin;

    /** @param name of the twin, without suffix */
    public UnitSandbox(Systemd systemd, String unit, String name) throws HostException {
        this.systemd = systemd;
        this.twin = new UnitTwin(systemd, unit, name);
    }

    /**
     * Runs a program inside.
     *
     * @return whether it has ended with status 0
     * @throws HostException where it could not be run at all
     */
    public boolean allows(List<String> command) throws HostException, InterruptedException {
        twin.write(command, AS_ROOT);
        try {
            var result = systemd.systemctl("start", "--", twin.name());
            var state = systemd.read(twin.name()).state();
            if (result.isSuccess()) {
                return true;
            }
            if (state.result().equals("exit-code") && state.exitStatus() < ExitWords.OWN) {
                return false;
            }
            throw new HostException(
                    "The sandbox of the unit could not be tried: " + command.get(0) + " in it "
                            + ExitWords.of(state.exitCode(), state.exitStatus()),
                    "See the unit's own settings; a service with them cannot start either");
        } finally {
            twin.delete();
        }
    }
}
