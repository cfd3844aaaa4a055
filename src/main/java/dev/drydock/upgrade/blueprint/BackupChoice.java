package dev.drydock.upgrade.blueprint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is filled into the form of the backup: values by the names of the fields that the backend describes. There may be
 * a password among them, and which field that is only the backend can tell: so what it has not looked at is written
 * nowhere, neither as JSON nor as text.
 */
public final class BackupChoice {

    private final Map<String, String> values;
    private final boolean open;

    private BackupChoice(Map<String, String> values, boolean open) {
        this.values = Map.copyOf(values);
        this.open = open;
    }

    /** As somebody has sent it, passwords and all. */
    public static BackupChoice filled(Map<String, String> values) {
        return new BackupChoice(values, false);
    }

    /** What the backend calls no secret; to be written into the plan. */
    public static BackupChoice open(Map<String, String> values) {
        return new BackupChoice(values, true);
    }

    /** All of it, to be handed to the backend. */
    public Map<String, String> values() {
        return values;
    }

    /** What may be written, in the order of the names; nothing before the backend has looked at it. */
    Map<String, String> written() {
        var written = new LinkedHashMap<String, String>();
        if (open) {
            values.keySet().stream().sorted().forEach(name -> written.put(name, values.getOrDefault(name, "")));
        }
        return written;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupChoice choice && open == choice.open && values.equals(choice.values);
    }

    @Override
    public int hashCode() {
        return values.keySet().hashCode();
    }

    /** Names of the fields, no value. */
    @Override
    public String toString() {
        return "backup with " + values.keySet();
    }
}
