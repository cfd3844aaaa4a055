package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets the old store aside under another name, on its own file system, and makes room for the new one. A directory that
 * holds the store alone is renamed; else the store's files are moved into a directory beside them, see
 * {@link SharedDirectory}.
 */
final class BackupStore extends UpgradeStep {

    static final String NAME = "backup.store";
    static final String TITLE = "Set the old store aside";

    /** Remembered before the first name changes; its value is owner, group and mode of the directory. */
    static final String BEGUN = "backup.begun";

    private static final String TIME = "backup.time";

    private final SharedDirectory shared;

    BackupStore(Yard yard) {
        super(yard, NAME, TITLE);
        this.shared = new SharedDirectory(yard);
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(BEGUN).isPresent()
                && isGiven(context)
                && isMoved(context)
                && Attempt.of("backup-not-looked-at", () -> yard.oldStore().detect() == StoreVersion.V0_7_3);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("backup-failed", () -> {
            var store = blueprint().store().onDisk();
            if (context.recall(BEGUN).isEmpty()) {
                BackupProof.requireOldStore(yard);
                var state = FileState.of(store.directory());
                context.remember(TIME, state.modified().toString());
                if (!store.wholeDirectory()) {
                    shared.note(context);
                }
                context.remember(BEGUN, state.uid() + " " + state.gid() + " " + state.mode());
            }
            var state = context.recall(BEGUN).orElseThrow().split(" ", -1);
            if (store.wholeDirectory()) {
                if (!exists(store.old())) {
                    HostFiles.rename(store.directory(), store.old());
                }
                make(store.directory(), Yard.account(blueprint().runAs()), Integer.parseInt(state[2]));
            } else {
                make(store.old(), owner(state), 0700);
                shared.moveAway(context);
                HostFiles.own(store.directory(), newOwner(state), Integer.parseInt(state[2]));
            }
            context.log(
                    EventLevel.INFO,
                    "The old store now lies in " + store.old() + "; this is a new name, no second copy");
            return StepResult.done("the old store lies in " + store.old());
        });
    }

    /** One that is there was made by us, and not given to its owner yet, if a kill came between the two. */
    private void make(Path directory, Account owner, int mode) throws HostException, InterruptedException {
        if (exists(directory)) {
            HostFiles.own(directory, owner, mode);
        } else {
            HostFiles.createDirectory(directory, owner, mode, yard.trusted());
        }
    }

    private Account newOwner(String[] state) throws HostException, InterruptedException {
        var runAs = Yard.account(blueprint().runAs());
        return Long.parseLong(state[0]) == runAs.uid() ? owner(state) : runAs;
    }

    private static Account owner(String[] state) {
        return new Account(state[0], Long.parseLong(state[0]), Long.parseLong(state[1]), List.of());
    }

    /** Whether the place of the new store is there, and of the account that it is for. */
    private boolean isGiven(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("backup-not-looked-at", () -> {
            var state = context.recall(BEGUN).orElseThrow().split(" ", -1);
            var place = FileState.find(blueprint().store().onDisk().directory());
            return place.isPresent()
                    && place.get().type() == FileState.Type.DIRECTORY
                    && (isPast(context, ImportStore.BEGUN)
                            || place.get().uid() == newOwner(state).uid());
        });
    }

    private boolean isMoved(StepContext context) {
        var store = blueprint().store().onDisk();
        return exists(store.old())
                && (store.wholeDirectory() || shared.left(context).isEmpty());
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        BackupProof.requireSetAside(yard);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(BEGUN).isEmpty()) {
            return;
        }
        Attempt.at("backup-not-taken-back", () -> {
            var store = blueprint().store().onDisk();
            var state = context.recall(BEGUN).orElseThrow().split(" ", -1);
            if (store.wholeDirectory()) {
                if (exists(store.old())) {
                    NewStore.remove(yard, context);
                    HostFiles.deleteTree(store.directory());
                    HostFiles.rename(store.old(), store.directory());
                }
            } else {
                if (exists(store.old())) {
                    takeBackFiles(context);
                }
                HostFiles.own(store.directory(), owner(state), Integer.parseInt(state[2]));
            }
            var time = context.recall(TIME);
            if (time.isPresent() && exists(store.directory())) {
                Files.setLastModifiedTime(store.directory(), FileTime.from(Instant.parse(time.get())));
            }
            requireOldStoreBack(context);
            forget(context, BEGUN);
            forget(context, StartServer.SERVED);
        });
    }

    /** A rescue script may have taken it back and started the old server, which is then not stopped for a look. */
    private void requireOldStoreBack(StepContext context) throws StoreException, StepFailedException {
        try {
            BackupProof.requireOldStore(yard);
        } catch (StoreInUseException e) {
            if (exists(blueprint().store().onDisk().old())) {
                throw e;
            }
            context.log(
                    EventLevel.WARN,
                    "The old store is in its place and in use again, so it was not looked into: " + e.problem());
        }
    }

    private void takeBackFiles(StepContext context)
            throws StoreException, HostException, IOException, StepFailedException {
        if (shared.left(context).isEmpty()) {
            // Where files of the old store still lie, the new one was never begun, or is gone already.
            NewStore.remove(yard, context);
        }
        shared.takeBack(context);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<String> onward() {
        var store = blueprint().store().onDisk();
        var old = Shell.quote(store.old());
        var lines = new ArrayList<String>();
        if (store.wholeDirectory()) {
            lines.add("[ -e " + old + " ] || mv -T " + Shell.quote(store.directory()) + " " + old);
            lines.add("[ -e " + Shell.quote(store.directory()) + " ] || install -d -o "
                    + blueprint().runAs().uid() + " -g " + blueprint().runAs().gid() + " -m 0750 "
                    + Shell.quote(store.directory()));
        } else {
            lines.addAll(shared.onward());
        }
        return lines;
    }

    @Override
    public List<String> back() {
        var store = blueprint().store().onDisk();
        var old = Shell.quote(store.old());
        var directory = Shell.quote(store.directory());
        var kept = Shell.quote(NewStore.kept(yard));
        var lines = new ArrayList<String>();
        if (store.wholeDirectory()) {
            lines.add("if [ -e " + old + " ]; then");
            lines.add("  # what the new server has written is kept, not deleted");
            lines.add("  if [ -e " + directory + " ]; then");
            // What lies under that name may be the only copy of new mail, as when going back was cut short.
            lines.add("    kept=" + kept + "; while [ -e \"$kept\" ]; do kept=$kept-again; done");
            lines.add("    mv -T " + directory + " \"$kept\"");
            lines.add("  fi");
            lines.add("  mv -T " + old + " " + directory);
            lines.add("fi");
        } else {
            lines.addAll(shared.back());
        }
        return lines;
    }
}
