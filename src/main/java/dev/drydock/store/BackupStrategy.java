package dev.drydock.store;

import java.nio.file.Path;
import java.util.List;

/**
 * How a backend keeps its old store: it asks for what it needs, looks at what was filled in, and says where the old store
 * comes to lie. Changes nothing. Its rules stand here alone: forms, requests and plans all ask it, through
 * {@link FilledBackup}.
 */
public interface BackupStrategy {

    /** The fields of its form, in order, with the usual values for this store. */
    List<BackupField> fields(OldStore store);

    /**
     * What is wrong with values that fit their fields one by one, such as a name that is taken.
     *
     * @param filled without a problem of its fields
     */
    List<BackupProblem> problems(FilledBackup filled);

    /** What can be looked at on the machine, for who fills in the form; a field may still have a problem. */
    List<LiveCheck> checks(FilledBackup filled);

    /**
     * The directory that the old store's files lie in afterwards.
     *
     * @param filled without any problem
     */
    Path place(FilledBackup filled);
}
