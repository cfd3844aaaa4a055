package dev.drydock.engine;

import java.util.Optional;
import java.util.OptionalLong;

/** What the engine gives a step while it runs. */
public interface StepContext {

    /** Writes a line that people read. */
    void log(EventLevel level, String text);

    /**
     * Tells how far the step has come.
     *
     * @param total empty where it is not known
     * @param unit what is counted, in the plural, such as {@code records}
     */
    void progress(String activity, long done, OptionalLong total, String unit);

    /**
     * Writes a fact into the journal, synced to disk before this returns; facts outlive the console.
     *
     * @param value empty to take the fact back
     */
    void remember(String key, String value);

    /** A fact that any step of this run has remembered. */
    Optional<String> recall(String key);

    /** Writes down that a process was started for this run, so that a later console can prove it gone. */
    void childStarted(ChildProcess child);

    /** Writes down that the process has ended. */
    void childEnded(ChildProcess child);

    /** Whether somebody wants the run to stop; long work ends at the next safe place. */
    boolean isCancelled();
}
