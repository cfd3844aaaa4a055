package dev.drydock.upgrade;

import dev.drydock.store.BackupProblem;
import dev.drydock.store.FilledBackup;
import java.util.List;
import java.util.Set;

/** The form of the backup was filled in with something that does not do; holds no value of it. */
public final class InvalidBackupException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> unknown;
    private final transient List<BackupProblem> problems;

    private InvalidBackupException(Set<String> unknown, List<BackupProblem> problems) {
        super("The backup cannot be made like this: unknown " + unknown + ", wrong " + problems);
        this.unknown = unknown;
        this.problems = problems;
    }

    /** For one field that does not do. */
    static InvalidBackupException of(String field, String problem) {
        return new InvalidBackupException(Set.of(), List.of(new BackupProblem(field, problem)));
    }

    /** Lets pass what has no problem. */
    static FilledBackup require(FilledBackup filled) throws InvalidBackupException {
        if (!filled.unknown().isEmpty() || !filled.problems().isEmpty()) {
            throw new InvalidBackupException(filled.unknown(), filled.problems());
        }
        return filled;
    }

    /** Names that the form has no field for. */
    public Set<String> unknown() {
        return unknown;
    }

    /** What is wrong with its fields. */
    public List<BackupProblem> problems() {
        return problems;
    }
}
