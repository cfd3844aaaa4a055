package dev.drydock.upgrade.phase;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.UnitHold;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds the unit of the server back, and all that triggers it, while one file exists. */
final class ServerHold {

    private final Systemd systemd;
    private final Blueprint.Unit unit;
    private final Path file;

    ServerHold(Systemd systemd, Blueprint.Unit unit, Path file) {
        this.systemd = systemd;
        this.unit = unit;
        this.file = file;
    }

    /** The unit and all that triggered it when the upgrade was planned. */
    Set<String> planned() {
        var names = new LinkedHashSet<>(List.of(unit.name()));
        names.addAll(unit.triggers());
        return names;
    }

    /** The same with all that triggers it by now. */
    private Set<String> names() throws HostException, InterruptedException {
        var names = planned();
        names.addAll(systemd.read(unit.name()).triggeredBy());
        return names;
    }

    /**
     * Sets it; safe to repeat.
     *
     * @return the names of those that were not held before
     */
    List<String> set() throws HostException, InterruptedException {
        if (!Files.exists(file)) {
            var text = "While this file is here, " + unit.name() + " does not start; see RESCUE.txt beside it.\n";
            HostFiles.write(file, text.getBytes(StandardCharsets.UTF_8), Account.current(), 0600);
        }
        var held = new ArrayList<String>();
        for (var name : names()) {
            var hold = new UnitHold(systemd, name);
            if (!hold.isInEffect(file)) {
                hold.set(file);
                held.add(name);
            }
        }
        return held;
    }

    /** Whether all of them are held, whatever lies on the disk. */
    boolean isInEffect() throws HostException, InterruptedException {
        if (!Files.exists(file)) {
            return false;
        }
        for (var name : names()) {
            if (!new UnitHold(systemd, name).isInEffect(file)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes it away; safe to repeat, and nothing starts by it.
     *
     * @return the names of those that were held
     */
    List<String> release() throws HostException, InterruptedException {
        var released = new ArrayList<String>();
        for (var name : names()) {
            var hold = new UnitHold(systemd, name);
            if (hold.file().isPresent()) {
                released.add(name);
            }
            // In any case: a kill in the middle of setting it leaves a directory that systemd does not look at.
            hold.release();
        }
        // After the drop-ins: until systemd has forgotten them, the file is what they look for.
        HostFiles.deleteTree(file);
        return released;
    }

    /** Commands of a shell that set it. */
    List<String> setting() {
        var lines = new ArrayList<String>();
        lines.add(": >" + Shell.quote(file));
        planned().forEach(name -> lines.addAll(UnitHold.setting(name, file)));
        lines.add("systemctl daemon-reload");
        return lines;
    }

    /** Commands of a shell that take it away. */
    List<String> releasing() {
        var lines = new ArrayList<String>();
        planned().forEach(name -> lines.addAll(UnitHold.releasing(name)));
        lines.add("rm -f " + Shell.quote(file));
        lines.add("systemctl daemon-reload");
        return lines;
    }
}
