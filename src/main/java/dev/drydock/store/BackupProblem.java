package dev.drydock.store;

/**
 * What is wrong with one field of a backup.
 *
 * @param problem for people, as it follows the name of the field: "must be …"
 */
public record BackupProblem(String field, String problem) {}
