package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.proof.ExpectedState;
import dev.drydock.store.ScratchDirectory;
import java.io.IOException;

/** What the new server should show of the old store, in a file of this console until it is closed. */
final class OldState implements AutoCloseable {

    private final ScratchDirectory scratch;
    private final ExpectedState expected;

    private OldState(ScratchDirectory scratch, ExpectedState expected) {
        this.scratch = scratch;
        this.expected = expected;
    }

    /** Reads the old store once, where it lies since it was set aside. */
    static OldState read(Yard yard, StepContext context) throws StoreException, MalformedDataException, IOException {
        var store = yard.blueprint().store();
        var options = new ExpectedState.Options(store.externalDirectory() != null);
        var scratch = yard.scratch();
        try (var old = yard.oldStore().openSource()) {
            return new OldState(scratch, ExpectedState.read(old, options, scratch.path(), new StepProgress(context)));
        } catch (StoreException | MalformedDataException | IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    ExpectedState expected() {
        return expected;
    }

    @Override
    public void close() throws IOException {
        try (scratch) {
            expected.close();
        }
    }
}
