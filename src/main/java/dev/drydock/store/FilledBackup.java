package dev.drydock.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The form of a backup as somebody has filled it in, held against the fields that its strategy describes. Passwords are
 * parted from the rest here: what is {@link #open} may be written and shown, a secret is only ever handed out by name.
 */
public final class FilledBackup {

    private final BackupStrategy strategy;
    private final List<BackupField> fields;
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<BackupProblem> problems = new ArrayList<>();

    private FilledBackup(BackupStrategy strategy) {
        this.strategy = strategy;
        this.fields = strategy.fields();
    }

    /**
     * Holds what was filled in against the fields. What was left out has its usual value; a password that was left out, or
     * is empty, stays as it was given before.
     *
     * @param filled values by the names of their fields
     * @param givenBefore passwords that this console has already, by the names of their fields
     */
    public static FilledBackup of(
            BackupStrategy strategy, Map<String, String> filled, Map<String, String> givenBefore) {
        var backup = new FilledBackup(strategy);
        backup.unknown.addAll(filled.keySet());
        for (var field : backup.fields) {
            backup.unknown.remove(field.name());
            backup.take(field, filled, givenBefore);
        }
        if (backup.problems.isEmpty()) {
            backup.problems.addAll(strategy.problems(backup));
        }
        return backup;
    }

    private void take(BackupField field, Map<String, String> filled, Map<String, String> givenBefore) {
        var value = filled.getOrDefault(field.name(), field.value() == null ? "" : field.value());
        if (field.isSecret()) {
            value = value.isEmpty() ? givenBefore.getOrDefault(field.name(), "") : value;
            secrets.put(field.name(), value);
        } else if (field.kind() != BackupField.Kind.FIXED) {
            open.put(field.name(), value);
        }
        var problem = field.problem(value);
        if (problem != null) {
            problems.add(new BackupProblem(field.name(), problem));
        }
    }

    /** The fields with what was filled in; those of passwords hold nothing. */
    public List<BackupField> fields() {
        return fields.stream()
                .map(field -> {
                    var value = open.get(field.name());
                    return value == null ? field : field.withValue(value);
                })
                .toList();
    }

    /** Values of all fields that can be filled in and are no passwords, by their names. */
    public Map<String, String> open() {
        return Map.copyOf(open);
    }

    /** The value of a field that can be filled in and is no password; empty where there is none. */
    public String value(String field) {
        return open.getOrDefault(field, "");
    }

    /** A password, to be used and neither written nor shown; empty where none was given. */
    public String secret(String field) {
        return secrets.getOrDefault(field, "");
    }

    /** Names of the passwords that were given, now or before. */
    public Set<String> givenSecrets() {
        return secrets.entrySet().stream()
                .filter(secret -> !secret.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names that were filled in and that no field has. */
    public Set<String> unknown() {
        return Set.copyOf(unknown);
    }

    /** All that is wrong with known fields. */
    public List<BackupProblem> problems() {
        return List.copyOf(problems);
    }

    /** What is looked at on the machine, now. */
    public List<LiveCheck> checks() {
        return strategy.checks(this);
    }

    /** @throws IllegalStateException where something is wrong with what was filled in */
    void requireSound() {
        if (!problems.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException("what was filled in does not do: " + problems + unknown);
        }
    }

    /** Names of the fields, no value. */
    @Override
    public String toString() {
        return "backup with " + fields.stream().map(BackupField::name).toList();
    }
}
