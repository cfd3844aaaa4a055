package dev.drydock.store.sql;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.TableKeeping.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a new store, built beside the old one on its server, in the old one's place, which goes aside as {@link TableKeeping}
 * keeps it and comes back as that takes it back.
 *
 * <p>Nothing is remembered between calls: each looks where everything is, and may be repeated.
 */
public interface TableSuccession {

    /** Where the new store is built, as the account that fills it reaches that. */
    SqlPlace building() throws StoreException;

    /** Makes the place for building, blank; what an earlier attempt has left in it is deleted. */
    void prepare(Watch watch) throws StoreException;

    /**
     * Moves the old store aside and the new one into its place, both in one step that happens whole or not at all; where
     * that is done already, only what is left of the building is removed. Refused unless a whole store of v0.7.3 is in
     * place, and a whole one of v0.8.0 is built. Where contents were left behind, their table stays and becomes the new
     * store's.
     */
    void exchange(Watch watch) throws StoreException;

    /**
     * Copies back to the old store the contents that went over to the new one, if they did and are not all back: see
     * {@link ContentsBehind}. Both may be in use.
     *
     * @return empty where nothing was to be copied
     */
    Optional<ContentsBehind.Outcome> copyContentsBack(Watch watch, Progress progress) throws StoreException;

    /** Deletes what is being built, if anything is. */
    void abandon(Watch watch) throws StoreException;

    /**
     * Refuses to put anything but a whole new store in place.
     *
     * @param built its tables, as {@link SqlDialect#letterTables} gives them
     * @param name its place, for messages
     */
    static void requireWhole(SqlDialect dialect, Map<String, List<String>> built, String name) throws StoreException {
        new TableColumns(built, table -> table.columns(dialect.binaryType())).require(StoreTable.ofV080(), name);
    }
}
