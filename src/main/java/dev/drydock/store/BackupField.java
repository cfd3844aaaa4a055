package dev.drydock.store;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of the form by which a backend asks how its old store is to be kept.
 *
 * @param name stable, for scripts
 * @param label for people, a word or two
 * @param help for people, a sentence
 * @param pattern regular expression of the whole value; null where anything goes
 * @param limits what {@code pattern} means, behind "must be"; null where there is none
 * @param value the usual one, empty for none; null for a password, which has none that could be shown
 * @param choices of {@link Kind#CHOICE}; else none
 */
public record BackupField(
        String name,
        String label,
        String help,
        Kind kind,
        boolean required,
        @Nullable String pattern,
        @Nullable String limits,
        @Nullable String value,
        List<Choice> choices) {

    /** How a field is filled in. */
    public enum Kind {
        TEXT,
        /** Kept in memory only: it is written nowhere and never sent back. */
        PASSWORD,
        CHOICE,
        /** Shown, and not to be changed. */
        FIXED
    }

    /** One of several values. */
    public record Choice(String value, String label, String help) {}

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_PASSWORD = 1_000;

    public BackupField {
        if (kind == Kind.PASSWORD && value != null) {
            throw new IllegalArgumentException("The password field " + name + " must hold no value");
        }
        choices = List.copyOf(choices);
    }

    /** Something that is only shown. */
    public static BackupField fixed(String name, String label, String help, String value) {
        return new BackupField(name, label, help, Kind.FIXED, false, null, null, value, List.of());
    }

    /** A required text of a certain form. */
    public static BackupField text(
            String name, String label, String help, String pattern, String limits, String value) {
        return new BackupField(name, label, help, Kind.TEXT, true, pattern, limits, value, List.of());
    }

    /** A text that may be left out. */
    public static BackupField optionalText(String name, String label, String help) {
        return new BackupField(name, label, help, Kind.TEXT, false, null, null, "", List.of());
    }

    /** A password. */
    public static BackupField password(String name, String label, String help, boolean required) {
        return new BackupField(name, label, help, Kind.PASSWORD, required, null, null, null, List.of());
    }

    /** One of several values. */
    public static BackupField choice(String name, String label, String help, String value, List<Choice> choices) {
        return new BackupField(name, label, help, Kind.CHOICE, true, null, null, value, choices);
    }

    public boolean isSecret() {
        return kind == Kind.PASSWORD;
    }

    /** The same field with another value. */
    BackupField withValue(String other) {
        return new BackupField(name, label, help, kind, required, pattern, limits, other, choices);
    }

    /** What is wrong with a value by itself; null where nothing is. */
    @Nullable
    String problem(String filled) {
        if (kind == Kind.FIXED) {
            return filled.equals(value) ? null : "cannot be changed here";
        }
        if (filled.isEmpty()) {
            return required ? "is missing" : null;
        }
        var longest = isSecret() ? LONGEST_PASSWORD : LONGEST_TEXT;
        if (filled.length() > longest || filled.chars().anyMatch(c -> c < ' ' || c == 127)) {
            return "must be at most " + longest + " characters, none of them a control character";
        }
        if (pattern != null && !Pattern.matches(pattern, filled)) {
            return "must be " + (limits == null ? pattern : limits);
        }
        var known = choices.stream().map(Choice::value).toList();
        return kind == Kind.CHOICE && !known.contains(filled) ? "must be one of " + String.join(", ", known) : null;
    }
}
