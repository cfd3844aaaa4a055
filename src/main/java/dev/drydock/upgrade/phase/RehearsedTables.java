package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.upgrade.blueprint.Rehearsal;
import java.io.IOException;

/**
 * A store of tables: new ones are made beside them from one state of the database. Contents are not copied, as they would be
 * in the stop; they are read and held against their names.
 */
record RehearsedTables(Yard yard, TableSite site) implements RehearsedStore {

    @Override
    public Rehearsal run(StepContext context)
            throws StoreException, MalformedDataException, IOException, InterruptedException {
        var limits = RehearsalLimits.onServer(context, site::logWritten, site.bytes());
        var rehearsed = new RehearsedConversion(yard, limits);
        site.succession().prepare(TableSite.watch(context));
        try (var old = yard.newStore().openSource()) {
            try (var sink = site.successor(old, true, limits)) {
                rehearsed.convert(old, sink);
            }
            try (var target = site.builtStore().openTarget()) {
                var rehearsal =
                        rehearsed.compare(old, target, (source, made) -> source.contentKeys(), site.builtBytes());
                return rehearsal.differences() == 0 || site.dialect().fillsFromOneState()
                        ? rehearsal
                        : rehearsal.with(
                                "This database server has no one state for both the conversion and the comparison:"
                                        + " what the mail server changed in between counts as different. Rehearse again at a"
                                        + " quieter time");
            }
        }
    }

    @Override
    public void clear() throws StoreException {
        site.succession().abandon(Watch.NONE);
    }
}
