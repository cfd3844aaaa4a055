package dev.drydock.bench;

import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.store.PlacedStore;
import java.nio.file.Path;
import java.util.List;

/** The stores of one measurement: an old one, and those that are made of it, again in each round. */
interface DowntimeStores extends AutoCloseable {

    /** Where things go. */
    enum Made {
        /** By the server's own import. */
        IMPORTED,
        /** By Drydock. */
        CONVERTED
    }

    /** Makes the old store. */
    void generate(StoreShape shape, Path sorting) throws Exception;

    PlacedStore old() throws Exception;

    /** Where it goes, blank again. */
    PlacedStore blank(Made made) throws Exception;

    /** Where it went. */
    PlacedStore made(Made made) throws Exception;

    /**
     * Whether an upgrade has a console convert such stores, which is at work already; else it starts a JVM for that, whose
     * start counts.
     */
    boolean isConvertedByConsole();

    /** Begins the new store beside the old one, where a console converts. */
    SuccessorSink successor(PlacedStore target, RecordSource source) throws Exception;

    /** Whether contents go over and are not copied, so that they are not compared. */
    boolean leavesContents();

    /** Options of Drydock's commands for a source, and for a target beside it. */
    List<String> passwords(boolean withTarget) throws Exception;

    /** The lines of a configuration that say where the old store lies. */
    String settingsOfOld() throws Exception;

    /** The lines of a configuration that say where the imported one lies. */
    String settingsOfImported() throws Exception;

    /** Bytes on disk by now of what is being made; a file of several names counts once. */
    long used(Made made) throws Exception;

    @Override
    void close() throws Exception;
}
