package dev.drydock.host.systemd;

import dev.drydock.host.FileTrouble;
import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds, before anything is written, the drop-ins that would win over a change of the unit's account. */
public final class UnitOverrides {

    private final Systemd systemd;
    private final SystemdUnit unit;
    private final UnitAccount account;

    public UnitOverrides(Systemd systemd, SystemdUnit unit, UnitAccount account) {
        this.systemd = systemd;
        this.unit = unit;
        this.account = account;
    }

    /**
     * What they say against it, each in a phrase.
     *
     * @param inPlace whether the unit's own file is changed, over which every drop-in wins
     */
    public List<String> find(boolean inPlace) throws HostException {
        var found = new ArrayList<String>();
        for (var dropIn : unit.dropIns()) {
            if (inPlace || isAfterOurs(dropIn)) {
                var text = read(dropIn);
                differs(text, "User", account.user(), dropIn, found);
                differs(text, "Group", account.group(), dropIn, found);
                if (resets(UnitText.values(text, "AmbientCapabilities"))) {
                    found.add(dropIn + " takes AmbientCapabilities= back");
                }
            }
        }
        return List.copyOf(found);
    }

    /** Drop-ins are read in the order of their names, whichever directory they lie in. */
    private static boolean isAfterOurs(Path dropIn) {
        var name = dropIn.getFileName();
        return name != null && name.toString().compareTo(UnitDropIn.NAME) > 0;
    }

    private static void differs(String text, String key, String wanted, Path dropIn, List<String> found) {
        var values = UnitText.values(text, key);
        if (!values.isEmpty() && !values.get(values.size() - 1).equals(wanted)) {
            found.add(dropIn + " sets " + key + "=" + values.get(values.size() - 1));
        }
    }

    private static boolean resets(List<String> values) {
        var last = values.lastIndexOf("");
        return last >= 0
                && values.subList(last, values.size()).stream()
                        .noneMatch(value -> value.contains(UnitAccount.CAPABILITY));
    }

    private String read(Path dropIn) throws HostException {
        try {
            return Files.readString(systemd.file(dropIn));
        } catch (IOException e) {
            throw new HostException(
                    "The drop-in " + dropIn + " cannot be read: " + FileTrouble.inWords(e),
                    "See systemctl cat " + unit.name(),
                    e);
        }
    }
}
