package dev.drydock.store.foundationdb;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;

/**
 * A store in a cluster, as far as the vendor's tools reach into it: settings, the queue and reports. What is whole in it
 * is told by the export, which the server itself makes. No lock keeps a server out, whatever is open here.
 */
public final class FdbStore implements PlacedStore {

    /** The word in front of the cluster file. */
    public static final String SCHEME = "foundationdb";

    /** Beyond so many rows the count is not worth the reading: the tools read the values as well. */
    private static final long MOST_COUNTED = 100_000;

    private final FdbTools cluster;

    public FdbStore(FdbTools cluster) {
        this.cluster = cluster;
    }

    /** {@code foundationdb:CLUSTERFILE}. */
    @Override
    public String name() {
        return SCHEME + ":" + cluster.clusterFile();
    }

    @Override
    public StoreVersion detect() throws StoreException {
        return Interrupted.asFailure(new ClusterContents(cluster.keys())::detect);
    }

    /** A source that knows settings and single values only. */
    @Override
    public RecordSource openSource() throws StoreException {
        require(StoreVersion.V0_7_3);
        return new FdbSource(records());
    }

    /** A target that knows settings, the queue and reports only. */
    @Override
    public TargetStore openTarget() throws StoreException {
        require(StoreVersion.V0_8_0);
        return new FdbTarget(records());
    }

    /** An editor of single records that are no contents. Nothing keeps others out while it is open. */
    @Override
    public StoreEditor openEditor() throws StoreException {
        require(StoreVersion.V0_8_0);
        return new FdbEditor(records());
    }

    private LetterRecords records() {
        return new LetterRecords(name(), cluster.keys());
    }

    private void require(StoreVersion wanted) throws StoreException {
        var found = detect();
        if (found == wanted) {
            return;
        }
        var problem = name() + " is no store of " + wanted.title() + ": ";
        throw switch (found) {
            case BLANK -> new StoreException(problem + "the cluster has no key", "Name the cluster file of the server");
            case FOREIGN ->
                new StoreException(
                        problem + "its keys are not those of this mail server", "Name the cluster file of the server");
            case BOTH ->
                new StoreException(
                        problem + "v0.8.0 has been started on it and may have damaged it",
                        "Go back to a backup from before that start");
            case V0_7_3, V0_8_0 ->
                new StoreException(
                        problem + "it is one of " + found.title(),
                        "See how far the upgrade has come, then go on there");
        };
    }

    @Override
    public long indexRowsLeft() throws StoreException {
        var rows = ClusterContents.under(Letter.INDEX_QUEUE.letter());
        return Interrupted.asFailure(() -> cluster.keys().count(rows, MOST_COUNTED))
                .orElseThrow(() -> new StoreException(
                        "More than " + MOST_COUNTED + " messages of " + name() + " are still to be indexed",
                        "Look again later"));
    }

    /** Not with the vendor's tools. */
    @Override
    public RecordSink createTarget() throws StoreException {
        throw notWritten();
    }

    /** Not with the vendor's tools. */
    @Override
    public SourceWriter createSource() throws StoreException {
        throw notWritten();
    }

    private StoreException notWritten() {
        return new StoreException(
                "Drydock writes no store into " + name() + ": it has no client of FoundationDB",
                "Let the server import an export there");
    }
}
