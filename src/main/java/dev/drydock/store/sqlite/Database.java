package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import java.sql.PreparedStatement;

/** A connection to a store, whatever it was opened for. */
interface Database {

    /** The file as it was found, for messages. */
    Path path();

    /**
     * Prepares a statement.
     *
     * @param what what the statement is about, such as {@code table b (bitmaps)}, for messages
     */
    PreparedStatement prepare(String sql, String what) throws StoreException;
}
