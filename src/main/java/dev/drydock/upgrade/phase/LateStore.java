package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;

/** A store that is found anew each time it is used, because only then its password is read. */
record LateStore(String name, Finder finder) implements PlacedStore {

    /** Finds the store, or says what is lacking. */
    @FunctionalInterface
    interface Finder {
        PlacedStore find() throws StoreException;
    }

    @Override
    public StoreVersion detect() throws StoreException {
        return finder.find().detect();
    }

    @Override
    public RecordSource openSource() throws StoreException {
        return finder.find().openSource();
    }

    @Override
    public TargetStore openTarget() throws StoreException {
        return finder.find().openTarget();
    }

    @Override
    public long indexRowsLeft() throws StoreException {
        return finder.find().indexRowsLeft();
    }

    @Override
    public StoreEditor openEditor() throws StoreException {
        return finder.find().openEditor();
    }

    @Override
    public RecordSink createTarget() throws StoreException {
        return finder.find().createTarget();
    }

    @Override
    public SuccessorSink createSuccessor(RecordSource old, Progress progress) throws StoreException {
        return finder.find().createSuccessor(old, progress);
    }

    @Override
    public SourceWriter createSource() throws StoreException {
        return finder.find().createSource();
    }
}
