package dev.drydock.host.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a unit must have for a program that no longer gives up root's rights by itself: the account, the right to ports
 * below 1024, and nothing in the environment that asks the program to become somebody, for which it would need root's
 * rights again.
 *
 * @param user name or number
 * @param group name or number
 * @param unset variables that must not reach the program
 */
public record UnitAccount(String user, String group, List<String> unset) {

    static final String CAPABILITY = "CAP_NET_BIND_SERVICE";

    public UnitAccount {
        unset = List.copyOf(unset);
    }

    /** The lines of the section {@code [Service]}. Capabilities and variables add to those that the unit has. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("User=" + user);
        lines.add("Group=" + group);
        lines.add("AmbientCapabilities=" + CAPABILITY);
        if (!unset.isEmpty()) {
            lines.add("UnsetEnvironment=" + String.join(" ", unset));
        }
        return lines;
    }

    /** What is in effect and should not be, or the other way round, each in a phrase; empty where all is as it must be. */
    public List<String> missing(SystemdUnit unit) {
        var missing = new ArrayList<String>();
        if (!unit.user().orElse("root").equals(user)) {
            missing.add("User= is " + unit.user().orElse("not set") + ", not " + user);
        }
        if (!unit.group().orElse("").equals(group)) {
            missing.add("Group= is " + unit.group().orElse("not set") + ", not " + group);
        }
        var wanted = CAPABILITY.toLowerCase(Locale.ROOT);
        if (!unit.ambientCapabilities().contains(wanted)) {
            missing.add("AmbientCapabilities= lacks " + CAPABILITY);
        }
        if (!unit.capabilityBoundingSet().contains(wanted)) {
            missing.add("CapabilityBoundingSet= takes " + CAPABILITY + " away");
        }
        for (var name : unset) {
            var isSet = unit.environment().stream().anyMatch(entry -> entry.startsWith(name + "="));
            if (isSet && !unit.unsetEnvironment().contains(name)) {
                missing.add("Environment= still sets " + name);
            }
        }
        return missing;
    }
}
