package dev.drydock.engine;

/** The processes of this machine, as far as runs have started them. */
public interface ProcessTable {

    /** Whether exactly this process, and not a later one of the same number, is alive. */
    boolean isAlive(ChildProcess child);

    /**
     * Ends the process and returns once it is gone.
     *
     * @throws StepFailedException where it cannot be ended
     */
    void end(ChildProcess child) throws StepFailedException, InterruptedException;
}
