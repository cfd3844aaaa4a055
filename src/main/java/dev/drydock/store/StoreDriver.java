package dev.drydock.store;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import java.nio.file.Path;

/** One backend that keeps its store in files. Opening for reading never changes or adds a file. */
public interface StoreDriver {

    /** The word in front of a location, such as {@code sqlite} in {@code sqlite:PATH}. */
    String scheme();

    /** Looks which server has written the store; a path that does not exist is blank. */
    StoreVersion detect(Path path) throws StoreException;

    /** Opens a v0.7.3 store; refuses one of another version, or one that a running process has open. */
    RecordSource openSource(Path path) throws StoreException;

    /** Opens a v0.8.0 store; refuses one of another version, or one that a running process has open. */
    TargetStore openTarget(Path path) throws StoreException;

    /**
     * Counts the messages of a v0.8.0 store whose text is still to be indexed: the rows of {@code f}. Unlike all else
     * here it looks beside a running server, without a lock that the server could meet; what it sees is as old as the
     * moment in which the looking began.
     *
     * @throws StoreException also where this process is at work on the store, or the server changes its files at that
     *     very moment: look again later
     */
    long indexRowsLeft(Path path) throws StoreException;

    /**
     * Opens a v0.8.0 store for changing records in it; refuses one of another version, which stays as it is to the byte,
     * or one that a process has open. Files it makes belong to the account it runs as.
     */
    StoreEditor openEditor(Path path) throws StoreException;

    /** How the old store of this backend is kept. */
    BackupStrategy backup();

    /** Begins a new v0.8.0 store; refuses a path that is not blank. */
    RecordSink createTarget(Path path) throws StoreException;

    /** Begins a new v0.7.3 store; refuses a path that is not blank. */
    SourceWriter createSource(Path path) throws StoreException;
}
