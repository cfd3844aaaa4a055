package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the old store and the new one lie, and what it takes for one to make room for the other. */
public interface StoreSite {

    /** Remembered while what {@link #readableNewStore} has read is still what the new store holds. */
    String READ = "store.read";

    /** The store that the configuration names: the new one, once the old one is set aside. */
    PlacedStore newStore();

    /** The old store, once it is set aside. */
    PlacedStore oldStore();

    /** The new store while it is built beside the old one, where Drydock converts it. */
    PlacedStore builtStore();

    /** How the old store is kept. */
    BackupStrategy backup() throws StoreException;

    /** Whether something lies where the old store is kept; what it is, its store says. */
    boolean isKept() throws StoreException;

    /** Where the old store is kept, where that is no place of a store; empty where it is one, or is not proven yet. */
    default Optional<String> savedIn() {
        return Optional.empty();
    }

    /** Who is seen to have the store open that the configuration names, for people; empty where nobody is seen. */
    List<String> holders();

    /** Whether nothing can be done to the store before somebody gives this console a password again. */
    boolean isWaiting();

    /** What lies in the place of the new store; what else is there is no store, and does not count. */
    StoreVersion newVersion() throws StoreException, IOException;

    /**
     * Makes the place of the new store blank. A store that v0.8.0 has served to the world is moved aside, because there may
     * be mail in it; one that only the import and the trial have seen is deleted.
     *
     * @throws StepFailedException where the old store, or a part of it, still lies there, or is not proven elsewhere
     */
    void removeNew(StepContext context)
            throws StoreException, HostException, IOException, StepFailedException, InterruptedException;

    /** How many bytes the new store has by now; -1 where that cannot be told at this moment. */
    long written();

    /** What is kept of both, for a cleanup. */
    List<Leftover> leftovers();

    /** What setting the old store aside does, a sentence without a full stop. */
    String backupWords();

    /** What an upgrade by export and import does to the store besides. */
    OfficialSteps officialSteps();

    /**
     * The new store where it can be read to its last record: in its place, or where Drydock has no client for that, as its
     * own server has written it down, which can take as long as an export.
     */
    default PlacedStore readableNewStore(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, StepFailedException,
                    InterruptedException {
        return newStore();
    }

    /** The letters of which {@link #readableNewStore} shows all that the new store has. */
    default Set<Letter> seenLetters() {
        return EnumSet.allOf(Letter.class);
    }

    /** The steps that build a new store beside the old one and put it in its place, where Drydock converts it. */
    List<UpgradeStep> conversionSteps();

    /**
     * Where the built store has the very contents of the old one and no copies, how to tell which: they need not be
     * compared. Empty where they are copies.
     */
    Optional<KeysInCommon> sharedContents() throws IOException;

    /** Opens the keys of contents that both stores have. */
    @FunctionalInterface
    interface KeysInCommon {
        RecordCursor open(RecordSource old, TargetStore built) throws StoreException;
    }

    /** How a conversion is rehearsed while the server is at work. */
    RehearsedStore rehearsal();

    /** Steps that follow once mail flows again, before the records are accounted for. */
    List<UpgradeStep> lateSteps();

    /** What they do, a sentence without a full stop. */
    String conversionWords();

    /** Commands of a shell that stop where something lies in the place of the new store. */
    List<String> blankCommands();
}
