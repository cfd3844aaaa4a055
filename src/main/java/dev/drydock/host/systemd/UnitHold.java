package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a unit from starting, over a reboot too, whoever orders it: a person, a socket, a timer or the boot. A drop-in in
 * {@code /etc} sets a condition that is not met while a file exists. To mask the unit would not do: {@code mask --runtime}
 * loses to a unit file in {@code /etc} and is gone after a reboot.
 *
 * <p>What runs goes on running; a hold only refuses starts, and {@code systemctl start} says nothing of that.
 */
public final class UnitHold {

    /** The name of the drop-in. Others with higher numbers may take the condition away, so it is read back. */
    public static final String DROP_IN = "50-drydock-hold.conf";

    private static final String CONDITION = "ConditionPathExists";
    /** Of one condition in the answer: name, trigger, negated, parameter, state. */
    private static final int FIELDS = 5;

    private final Systemd systemd;
    private final String unit;
    private final DropIn dropIn;

    /**
     * A hold that may or may not be set.
     *
     * @param unit by the name that systemd itself uses, with its suffix
     */
    public UnitHold(Systemd systemd, String unit) throws HostException {
        this.systemd = systemd;
        this.unit = Systemd.checkName(unit);
        this.dropIn = new DropIn(systemd, unit, DROP_IN);
    }

    /**
     * Sets the hold, and reads back that it is in effect. Safe to repeat.
     *
     * @param file while this exists the unit does not start; it must exist already
     * @throws HostException where it is not in effect, as when another drop-in resets the conditions; it is taken away
     *     again then
     */
    public void set(Path file) throws HostException, InterruptedException {
        if (!isPossible(file)) {
            throw new HostException(
                    "The file " + file + " cannot stand in a condition of systemd",
                    "Choose a home whose absolute path has letters, digits and - _ . alone");
        }
        // Before the file system with the file is there, a boot would find the condition met.
        dropIn.write(content(file));
        systemd.reload();
        if (!isInEffect(file)) {
            release();
            throw new HostException(
                    "The hold on " + unit + " is not in effect: systemd does not list the condition of " + dropIn.path()
                            + ". Another drop-in of the unit takes it away",
                    "See systemctl cat " + unit + " for one that sets " + CONDITION + "= to nothing");
        }
    }

    /** Whether a path can stand in a condition: a blank or a percent sign has a meaning there, and quotes do not help. */
    public static boolean isPossible(Path file) {
        return file.isAbsolute() && file.toString().matches("[\\p{L}\\p{N}/._@:+,=-]+");
    }

    private static String content(Path file) {
        return "[Unit]\nRequiresMountsFor=" + file + "\n" + CONDITION + "=!" + file + "\n";
    }

    /** Commands of a shell that hold a unit back while a file exists, without the reload. */
    public static List<String> setting(String unit, Path file) {
        return DropIn.writing(DropIn.place(unit, DROP_IN), content(file));
    }

    /** Commands of a shell that take the hold away, without the reload. */
    public static List<String> releasing(String unit) {
        return DropIn.deleting(DropIn.place(unit, DROP_IN));
    }

    /** Whether systemd has the condition, whatever lies on the disk. */
    public boolean isInEffect(Path file) throws HostException, InterruptedException {
        var words = systemd.property(unit, "Conditions");
        for (var at = 1; at + FIELDS <= words.size(); at += FIELDS) {
            // A triggering condition would be one of several that suffice.
            if (words.subList(at, at + FIELDS - 1).equals(List.of(CONDITION, "false", "true", file.toString()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Orders a start, which the hold must refuse.
     *
     * @throws HostException where the unit has started after all; it is stopped again then
     */
    public void prove() throws HostException, InterruptedException {
        var result = systemd.systemctl("start", "--", unit);
        var properties = systemd.properties(unit, List.of("ActiveState", "ConditionResult"));
        var active = properties.text("ActiveState");
        if ((!active.equals("inactive") && !active.equals("failed")) || properties.yes("ConditionResult")) {
            systemd.systemctl("stop", "--", unit).orFail("Stop " + unit + ", which has started in spite of its hold");
            throw new HostException(
                    unit + " can be started in spite of its hold: it was " + active + " after systemctl start, which "
                            + result.exit().inWords() + ". It was stopped again",
                    "See that the file of the hold exists, and systemctl status " + unit);
        }
    }

    /** The file that holds the unit, as the drop-in on the disk names it; empty where there is none. */
    public Optional<Path> file() throws HostException {
        var prefix = CONDITION + "=!";
        return dropIn.read()
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(prefix)).findFirst())
                .map(line -> Path.of(line.substring(prefix.length())));
    }

    /** Takes the drop-in away, with its directory where that was made for it; nothing starts by that. Safe to repeat. */
    public void release() throws HostException, InterruptedException {
        dropIn.delete();
        systemd.reload();
    }
}
