package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.host.HostException;
import dev.drydock.upgrade.blueprint.Rehearsal;
import java.io.IOException;

/** Where a conversion can be rehearsed while the server is at work. */
interface RehearsedStore {

    /** Converts a snapshot and compares what was made with it. */
    Rehearsal run(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, InterruptedException;

    /** Throws away what was made, if anything was. */
    void clear() throws StoreException, HostException, IOException, InterruptedException;
}
