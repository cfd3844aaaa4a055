package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.TableKeeping.Kept;
import dev.drydock.store.sql.TableKeeping.Watch;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that are kept on their server.
 *
 * @param inDatabases whether each is a database of its own; else a schema
 * @param stores where they would be
 */
record LeftoverTables(String title, Kept kept, boolean inDatabases, Stores stores) implements Leftover {

    /** Finds out where they would be. */
    @FunctionalInterface
    interface Stores {
        List<TableKeeping> now() throws StoreException;
    }

    private List<TableKeeping> there() throws StoreException {
        var there = new ArrayList<TableKeeping>();
        for (var store : stores.now()) {
            if (store.isKept(kept)) {
                there.add(store);
            }
        }
        return there;
    }

    private String name(TableKeeping store) throws StoreException {
        var place = kept == Kept.OLD ? store.aside() : store.keptNew();
        return inDatabases
                ? "database " + place.database()
                : "schema " + place.schema() + " of database " + place.database();
    }

    @Override
    public List<String> now() throws StoreException {
        var names = new ArrayList<String>();
        for (var store : there()) {
            names.add(name(store));
        }
        return names;
    }

    @Override
    public String delete() throws StoreException {
        var deleted = new ArrayList<String>();
        for (var store : there()) {
            deleted.add(name(store));
            store.discard(kept, Watch.NONE);
        }
        return String.join(", ", deleted);
    }
}
