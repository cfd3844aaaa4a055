package dev.drydock.upgrade;

import dev.drydock.host.HostException;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.SystemdUnit;
import dev.drydock.host.systemd.UnitSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit of systemd that starts the server, as it is in effect.
 *
 * @param name with its suffix
 * @param file of the unit itself; null where it has none
 * @param dropIns in the order in which they apply
 * @param state such as {@code active (running)}
 * @param atBoot such as {@code enabled}; null where it has no file
 * @param user null where none is set, which means root
 * @param group null where none is set
 * @param restart when systemd starts it again by itself
 * @param triggers sockets, timers and paths that start it
 */
public record DeployedUnit(
        String name,
        @Nullable Path file,
        List<Path> dropIns,
        String state,
        @Nullable String atBoot,
        @Nullable String user,
        @Nullable String group,
        String restart,
        List<String> triggers) {

    /** Those that start a server with this configuration; none where systemd is not there or does not answer. */
    static List<DeployedUnit> of(Systemd systemd, Path configuration) throws InterruptedException {
        var units = new ArrayList<DeployedUnit>();
        try {
            for (var found : new UnitSearch(systemd).of(configuration)) {
                units.add(of(systemd.read(found.name())));
            }
        } catch (HostException e) {
            // Whoever plans an upgrade is told why; what else is installed is to be seen all the same.
            return List.copyOf(units);
        }
        return List.copyOf(units);
    }

    private static DeployedUnit of(SystemdUnit unit) {
        return new DeployedUnit(
                unit.name(),
                unit.fragment().orElse(null),
                unit.dropIns(),
                unit.state().active() + " (" + unit.state().sub() + ")",
                unit.fileState().orElse(null),
                unit.user().orElse(null),
                unit.group().orElse(null),
                unit.restart(),
                unit.triggeredBy());
    }
}
