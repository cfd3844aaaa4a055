package dev.drydock.web.rest;

import dev.drydock.store.BackupField;
import dev.drydock.store.BackupProblem;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.LiveCheck;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the old store is kept, as a form: the fields that its backend describes.
 *
 * @param backend kind of the store
 * @param writable false once the upgrade has begun; nothing is looked at then
 * @param checks what was looked at just now
 */
public record BackupForm(String backend, boolean writable, List<Field> fields, List<Check> checks) {

    /**
     * One field.
     *
     * @param kind how it is filled in, as in {@link BackupField.Kind}, in lower case
     * @param value null for a password, which is never sent back
     * @param given whether this console has a value for it, which is how a password is told from none
     * @param readOnly whether it is only shown
     * @param pattern regular expression of the whole value; null where anything goes
     * @param limits what the pattern means, in words behind "must be"; null where there is none
     * @param problem null where the value does
     * @param choices where one of several values is to be chosen; else none
     */
    public record Field(
            String name,
            String kind,
            String label,
            @Nullable String value,
            boolean given,
            String help,
            boolean required,
            boolean readOnly,
            @Nullable String pattern,
            @Nullable String limits,
            @Nullable String problem,
            List<Choice> choices) {

        static Field of(BackupField field, FilledBackup filled, boolean writable) {
            return new Field(
                    field.name(),
                    field.kind().name().toLowerCase(Locale.ROOT),
                    field.label(),
                    field.value(),
                    field.isSecret()
                            ? filled.givenSecrets().contains(field.name())
                            : !String.valueOf(field.value()).isEmpty(),
                    field.help(),
                    field.required(),
                    field.kind() == BackupField.Kind.FIXED,
                    field.pattern(),
                    field.limits(),
                    writable ? problem(field, filled) : null,
                    field.choices().stream()
                            .map(choice -> new Choice(choice.value(), choice.label(), choice.help()))
                            .toList());
        }

        private static @Nullable String problem(BackupField field, FilledBackup filled) {
            var problems = filled.problems().stream()
                    .filter(problem -> problem.field().equals(field.name()))
                    .map(BackupProblem::problem)
                    .collect(Collectors.joining("; "));
            return problems.isEmpty() ? null : problems;
        }
    }

    /** One of several values of a field. */
    public record Choice(String value, String label, String help) {}

    /**
     * Something that was looked at on the machine.
     *
     * @param ok whether it is as it should be
     */
    public record Check(String name, boolean ok, String text) {
        static Check of(LiveCheck check) {
            return new Check(check.name(), check.ok(), check.text());
        }
    }

    static BackupForm of(String backend, boolean writable, FilledBackup filled) {
        return new BackupForm(
                backend,
                writable,
                filled.fields().stream()
                        .map(field -> Field.of(field, filled, writable))
                        .toList(),
                writable ? filled.checks().stream().map(Check::of).toList() : List.of());
    }

    /** For people, without values. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "backup of %s with %d fields", backend, fields.size());
    }
}
