package dev.drydock.upgrade;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import java.util.Map;
import java.util.stream.Collectors;

/** Passwords of the form of the backup, which live in the memory of a console and are asked for again by the next one. */
final class BackupPasswords {

    private BackupPasswords() {}

    /** @throws RefusedException where one is lacking */
    static void require(Upgrade upgrade) throws RefusedException {
        if (upgrade.isWaitingForCredentials()) {
            throw new RefusedException(
                    "credentials-needed",
                    "This console was started again, and keeps no password on disk; give the one of the database's"
                            + " administrator in the form of the backup first");
        }
    }

    /**
     * Takes them for an upgrade that has begun, if the store can be reached with them.
     *
     * @param passwords by the names of their fields
     */
    static void give(Upgrade upgrade, Map<String, String> passwords) throws RefusedException, InvalidBackupException {
        if (upgrade.run().read(RunRecord::state) == RunState.PLANNED) {
            throw new RefusedException(
                    "not-begun", "Upgrade " + upgrade.id() + " has not begun; fill in all of its form");
        }
        var filled = upgrade.backup(passwords);
        var secret = filled.fields().stream()
                .filter(field -> field.isSecret())
                .map(field -> field.name())
                .collect(Collectors.toSet());
        if (!secret.containsAll(passwords.keySet())) {
            throw new RefusedException(
                    "has-begun", "Upgrade " + upgrade.id() + " has begun, so of its form only passwords can be given");
        }
        // What is wrong with the rest was so when it was planned, or has come since, as a name that is taken now.
        var problems = filled.problems().stream()
                .filter(problem -> passwords.containsKey(problem.field()))
                .toList();
        if (!problems.isEmpty()) {
            throw InvalidBackupException.of(
                    problems.get(0).field(), problems.get(0).problem());
        }
        var credentials = upgrade.yard().credentials();
        credentials.backup(filled);
        try {
            upgrade.yard().site().isKept();
        } catch (StoreException e) {
            credentials.forgetBackup();
            throw InvalidBackupException.of(
                    passwords.keySet().stream().sorted().findFirst().orElse(""), "does not do: " + e.problem());
        }
    }
}
