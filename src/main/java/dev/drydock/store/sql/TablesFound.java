package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.Whereabouts.State;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tables with names of one letter in the two places of a kept store, and which of them are old.
 *
 * <p>{@code b l i t} have the same columns in both versions. But a table is moved, not copied: one whose letter lies
 * aside has been made anew in place, and one whose letter does not is still the old one.
 *
 * @param inPlace for each table its columns, as {@link SqlDialect#letterTables} gives them
 * @param aside the same of the place where the old store is kept
 * @param binaryType of the server
 */
public record TablesFound(Map<String, List<String>> inPlace, Map<String, List<String>> aside, String binaryType) {

    /** The letters of the old tables aside, in the order of v0.7.3. */
    public List<String> oldAside() {
        return oldIn(aside);
    }

    /** The letters of the old tables that have not been moved. */
    public List<String> oldInPlace() {
        return oldIn(inPlace).stream()
                .filter(letter -> !aside.containsKey(letter))
                .toList();
    }

    private List<String> oldIn(Map<String, List<String>> place) {
        return StoreTable.ofV073().stream()
                .filter(table -> table.columns(binaryType).equals(place.get(table.name())))
                .map(StoreTable::name)
                .toList();
    }

    /** The letters of the tables in place that v0.8.0 has made since. */
    public List<String> newcomers() {
        var old = oldInPlace();
        return StoreTable.ofV080().stream()
                .map(StoreTable::name)
                .filter(letter -> inPlace.containsKey(letter) && !old.contains(letter))
                .toList();
    }

    public Whereabouts whereabouts() {
        return new Whereabouts(state(), version(), oldInPlace(), oldAside());
    }

    private State state() {
        var six = StoreTable.ofV073().stream().map(StoreTable::name).toList();
        if (oldAside().equals(six)) {
            return State.ASIDE;
        }
        if (aside.isEmpty() && oldInPlace().equals(six)) {
            return State.IN_PLACE;
        }
        var both = new TreeSet<>(oldInPlace());
        both.addAll(oldAside());
        return both.size() == six.size() ? State.SPLIT : State.NOWHERE;
    }

    /** By columns alone; keys in b tell more of a store that both servers have opened, which also shows in the columns. */
    private StoreVersion version() {
        return new TableColumns(inPlace, table -> table.columns(binaryType)).version(false);
    }

    /**
     * Refuses to move what is not the old store.
     *
     * @param name the store, for messages
     * @return false where nothing is left to be done
     */
    public boolean requireOldToSetAside(String name) throws StoreException {
        var where = whereabouts();
        if (where.state() == State.IN_PLACE && where.inPlace() != StoreVersion.V0_7_3) {
            throw new StoreException(
                    "The store " + name + " is not set aside, as it is "
                            + where.inPlace().title(),
                    "Go back to a backup from before v0.8.0 was started on it");
        }
        requireAll(name, where);
        return where.state() != State.ASIDE;
    }

    /**
     * Refuses to make room for an old store of which a table is missing.
     *
     * @param name the store, for messages
     * @return false where nothing is left to be done
     */
    public boolean requireOldToTakeBack(String name) throws StoreException {
        var where = whereabouts();
        requireAll(name, where);
        return where.state() != State.IN_PLACE;
    }

    /**
     * Refuses to make the place of the new store blank while the old one is not whole elsewhere.
     *
     * @param name the store, for messages
     */
    public void requireOldAside(String name) throws StoreException {
        var where = whereabouts();
        if (where.state() != State.ASIDE) {
            throw new StoreException(
                    "Nothing is removed from " + name + ", as the old store is " + where,
                    "Look for its tables on the server; nothing was deleted");
        }
    }

    private void requireAll(String name, Whereabouts where) throws StoreException {
        if (where.state() == State.NOWHERE) {
            throw new StoreException(
                    "Nothing is moved, as the old store " + name + " is " + where,
                    "Look for the missing tables on the server, and bring them back to one of the two places");
        }
    }
}
