package dev.drydock.store;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;

/**
 * A store at its place, whether something is there already or not. Opening for reading never changes or adds anything
 * there.
 */
public interface PlacedStore {

    /** The place as an admin writes it, such as {@code sqlite:PATH}; no password is in it. */
    String name();

    /** Looks which server has written the store; a place where nothing is yet is blank. */
    StoreVersion detect() throws StoreException;

    /** Opens a v0.7.3 store; refuses one of another version, or one that a running process is seen to have open. */
    RecordSource openSource() throws StoreException;

    /** Opens a v0.8.0 store; refuses one of another version, or one that a running process is seen to have open. */
    TargetStore openTarget() throws StoreException;

    /**
     * Counts the messages of a v0.8.0 store whose text is still to be indexed: the rows of {@code f}. Unlike all else
     * here it looks beside a running server, without a lock that the server could meet; what it sees is as old as the
     * moment in which the looking began.
     *
     * @throws StoreException also where this process is at work on the store, or the server changes its files at that
     *     very moment: look again later
     */
    long indexRowsLeft() throws StoreException;

    /**
     * Opens a v0.8.0 store for changing records in it; refuses one of another version, which stays as it is to the byte,
     * or one that a process is seen to have open. Files it makes belong to the account it runs as.
     */
    StoreEditor openEditor() throws StoreException;

    /** Begins a new v0.8.0 store; refuses a place that is not blank. */
    RecordSink createTarget() throws StoreException;

    /**
     * Begins a new v0.8.0 store that takes over from an old one what both versions keep alike; refuses a place that is not
     * blank.
     *
     * @param old of the same backend, opened by {@link #openSource()}; it must stay open until the new one is closed
     * @param progress is told how far what it does by itself has come
     * @throws StoreException also where this backend cannot, or not from this store
     */
    default SuccessorSink createSuccessor(RecordSource old, Progress progress) throws StoreException {
        throw new StoreException(
                name() + " cannot take anything over from " + old.name(),
                "Name two stores of one backend, on a server two of one database, or convert without taking over");
    }

    /** Begins a new v0.7.3 store; refuses a place that is not blank. */
    SourceWriter createSource() throws StoreException;
}
