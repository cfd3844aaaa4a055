package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code systemctl show} has said of one unit.
 *
 * @param values by the name of the property; a property that this systemd does not know is missing
 */
record UnitProperties(String unit, Map<String, String> values) {

    UnitProperties {
        values = Map.copyOf(values);
    }

    /**
     * Reads lines of {@code Name=value}. A property with several values has as many lines, which are kept together; a
     * value may itself hold the end of a line, so only the names that were asked for begin a property.
     */
    static UnitProperties parse(String unit, List<String> names, List<String> lines) throws HostException {
        var values = new LinkedHashMap<String, String>();
        var name = "";
        for (var line : lines) {
            var key = line.substring(0, Math.max(0, line.indexOf('=')));
            var isNamed = names.contains(key);
            if (isNamed) {
                name = key;
            } else if (name.isEmpty()) {
                throw new HostException(
                        "systemctl show " + unit + " has answered with a line that is no property: " + line,
                        "Run it by hand to see what is wrong");
            }
            values.merge(name, isNamed ? line.substring(key.length() + 1) : line, (one, more) -> one + "\n" + more);
        }
        return new UnitProperties(unit, values);
    }

    /** The value, which may be empty. */
    String text(String name) throws HostException {
        var value = values.get(name);
        if (value == null) {
            throw new HostException(
                    "The systemd of this machine does not tell " + name + " of " + unit,
                    "It may be too old; version 240 and later are known to tell it");
        }
        return value;
    }

    /** The value; empty where the property is not set. */
    Optional<String> optional(String name) throws HostException {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    int number(String name) throws HostException {
        var value = text(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw unreadable(name, value, e);
        }
    }

    boolean yes(String name) throws HostException {
        var value = text(name);
        return switch (value) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw unreadable(name, value, null);
        };
    }

    List<String> words(String name) throws HostException {
        var value = text(name);
        try {
            return Words.of(value);
        } catch (IllegalArgumentException e) {
            throw unreadable(name, value, e);
        }
    }

    List<Path> paths(String name) throws HostException {
        return words(name).stream().map(Path::of).toList();
    }

    HostException unreadable(String name, String value, @Nullable Exception cause) {
        return new HostException(
                "systemd tells " + name + " of " + unit + " in a form that cannot be read: " + value,
                "Report this value",
                cause);
    }
}
