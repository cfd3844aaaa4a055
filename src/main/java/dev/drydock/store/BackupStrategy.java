package dev.drydock.store;

import java.util.List;

/**
 * How one old store is kept: asks for what its backend needs, and looks at what was filled in. Changes nothing. Its rules stand here alone: forms, requests and plans all ask it, through
 * {@link FilledBackup}.
 */
public interface BackupStrategy {

    /** The fields of its form, in order, with the usual values for this store. */
    List<BackupField> fields();

    /**
     * What is wrong with values that fit their fields one by one, such as a name that is taken.
     *
     * @param filled without a problem of its fields
     */
    List<BackupProblem> problems(FilledBackup filled);

    /** What can be looked at on the machine, for who fills in the form; a field may still have a problem. */
    List<LiveCheck> checks(FilledBackup filled);
}
