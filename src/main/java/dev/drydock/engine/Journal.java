package dev.drydock.engine;

import java.util.List;
import java.util.Map;

/** The append-only truth. An entry is on disk, synced, before {@link #append} returns. */
public interface Journal {

    JournalEntry append(String run, JournalEntry.Kind kind, String phase, String step, Map<String, String> data);

    /** All entries of a run, in the order they were written. */
    List<JournalEntry> entries(String run);

    /** All runs, in the order they were planned. */
    List<String> runs();
}
