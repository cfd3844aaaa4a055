package dev.drydock.store;

import java.util.List;

/** A backup that no backend has yet: it asks for a password and for a choice. */
public final class PasswordBackup implements BackupStrategy {

    @Override
    public List<BackupField> fields() {
        return List.of(
                BackupField.choice(
                        "way",
                        "Way",
                        "How the old tables are kept",
                        "schema",
                        List.of(
                                new BackupField.Choice("schema", "Schema", "In a schema of their own"),
                                new BackupField.Choice("database", "Database", "In a database of their own"))),
                BackupField.password("password", "Password", "Of the administrator of the database", true));
    }

    @Override
    public List<BackupProblem> problems(FilledBackup filled) {
        return filled.secret("password").equals("wrong")
                ? List.of(new BackupProblem("password", "is not the right one"))
                : List.of();
    }

    @Override
    public List<LiveCheck> checks(FilledBackup filled) {
        return List.of(new LiveCheck("login", filled.problems().isEmpty(), "The database was asked"));
    }
}
