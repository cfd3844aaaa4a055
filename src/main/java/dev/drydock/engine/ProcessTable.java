package dev.drydock.engine;

import java.util.List;

/** The processes of this machine, as far as runs have started them. */
public interface ProcessTable {

    /** Whether exactly this process, and not a later one of the same number, is alive. */
    boolean isAlive(ChildProcess child);

    /**
     * Processes that work for a run and may never have been written down, because their console died between starting one
     * and writing.
     */
    default List<ChildProcess> strays(String run) throws StepFailedException {
        return List.of();
    }

    /**
     * Ends the process and returns once it is gone.
     *
     * @throws StepFailedException where it cannot be ended
     */
    void end(ChildProcess child) throws StepFailedException, InterruptedException;
}
