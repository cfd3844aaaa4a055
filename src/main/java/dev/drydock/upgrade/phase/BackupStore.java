package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.layout.v073.Space;
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
 * holds the store alone is renamed; else the store's files are moved into a directory beside them, one by one, and a move
 * that was cut short goes on where it stopped.
 */
final class BackupStore extends UpgradeStep {

    /** Remembered before the first name changes; its value is owner, group and mode of the directory. */
    static final String BEGUN = "backup.begun";

    private static final String TIME = "backup.time";

    BackupStore(Yard yard) {
        super(yard, "backup.store", "Set the old store aside");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(BEGUN).isPresent()
                && Files.isDirectory(yard.blueprint().store().directory())
                && left().isEmpty()
                && Attempt.of(
                        "backup-not-looked-at",
                        () -> yard.driver().detect(blueprint().store().oldPath()) == StoreVersion.V0_7_3);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("backup-failed", () -> {
            var store = blueprint().store();
            if (context.recall(BEGUN).isEmpty()) {
                requireOldStore(store.path());
                var state = FileState.of(store.directory());
                context.remember(TIME, state.modified().toString());
                context.remember(BEGUN, state.uid() + " " + state.gid() + " " + state.mode());
            }
            var state = context.recall(BEGUN).orElseThrow().split(" ", -1);
            if (store.wholeDirectory()) {
                if (!exists(store.old())) {
                    HostFiles.rename(store.directory(), store.old());
                }
                if (!exists(store.directory())) {
                    HostFiles.createDirectory(
                            store.directory(),
                            Yard.account(blueprint().runAs()),
                            Integer.parseInt(state[2]),
                            yard.trusted());
                }
            } else {
                if (!exists(store.old())) {
                    HostFiles.createDirectory(store.old(), owner(state), 0700, yard.trusted());
                }
                for (var name : left()) {
                    HostFiles.rename(
                            store.directory().resolve(name), store.old().resolve(name));
                }
                HostFiles.own(store.directory(), newOwner(state), Integer.parseInt(state[2]));
            }
            context.log(
                    EventLevel.INFO,
                    "The old store now lies in " + store.old() + "; this is a new name, no second copy");
            return StepResult.done("the old store lies in " + store.old());
        });
    }

    private Account newOwner(String[] state) throws HostException, InterruptedException {
        var runAs = Yard.account(blueprint().runAs());
        return Long.parseLong(state[0]) == runAs.uid() ? owner(state) : runAs;
    }

    private static Account owner(String[] state) {
        return new Account(state[0], Long.parseLong(state[0]), Long.parseLong(state[1]), List.of());
    }

    /** Names of the old store's files that still lie where the new store is to be. */
    private List<String> left() {
        var store = blueprint().store();
        if (store.wholeDirectory()) {
            return exists(store.old()) ? List.of() : List.of(".");
        }
        var left = new ArrayList<String>();
        for (var name : store.own()) {
            if (exists(store.directory().resolve(name)) && !exists(store.old().resolve(name))) {
                left.add(name);
            }
        }
        return left;
    }

    private void requireOldStore(Path path) throws StoreException, StepFailedException {
        var version = yard.driver().detect(path);
        if (version != StoreVersion.V0_7_3) {
            throw Attempt.failure(
                    "store-not-old",
                    "The store " + path + " is " + version.title() + ", not v0.7.3, so it is not set aside",
                    "Find out who has changed it before going on");
        }
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("backup-not-proven", () -> {
            try (var old = yard.driver().openSource(blueprint().store().oldPath())) {
                for (var space : Space.values()) {
                    if (space != Space.BITMAPS) {
                        try (var cursor = old.scan(space)) {
                            cursor.next();
                        }
                    }
                }
            }
            var blank = NewStore.version(yard);
            if (blank != StoreVersion.BLANK) {
                throw Attempt.failure(
                        "target-not-blank",
                        "The place of the new store, " + yard.store() + ", is not blank but " + blank.title(),
                        "Go back; nothing was imported");
            }
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(BEGUN).isEmpty()) {
            return;
        }
        Attempt.at("backup-not-taken-back", () -> {
            var store = blueprint().store();
            var state = context.recall(BEGUN).orElseThrow().split(" ", -1);
            if (store.wholeDirectory()) {
                if (exists(store.old())) {
                    NewStore.remove(yard, context);
                    HostFiles.deleteTree(store.directory());
                    HostFiles.rename(store.old(), store.directory());
                }
            } else if (exists(store.old())) {
                NewStore.remove(yard, context);
                takeFilesBack();
                HostFiles.deleteTree(store.old());
                HostFiles.own(store.directory(), owner(state), Integer.parseInt(state[2]));
            }
            var time = context.recall(TIME);
            if (time.isPresent() && exists(store.directory())) {
                Files.setLastModifiedTime(store.directory(), FileTime.from(Instant.parse(time.get())));
            }
            requireOldStore(store.path());
            forget(context, BEGUN);
            forget(context, StartServer.OPENED);
        });
    }

    private void takeFilesBack() throws HostException, IOException {
        var store = blueprint().store();
        try (var files = Files.newDirectoryStream(store.old())) {
            for (var file : files) {
                var name = requireNonNull(file.getFileName());
                HostFiles.rename(file, store.directory().resolve(name));
            }
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<String> onward() {
        var store = blueprint().store();
        var old = Shell.quote(store.old());
        var lines = new ArrayList<String>();
        if (store.wholeDirectory()) {
            lines.add("[ -e " + old + " ] || mv -T " + Shell.quote(store.directory()) + " " + old);
            lines.add("[ -e " + Shell.quote(store.directory()) + " ] || install -d -o "
                    + blueprint().runAs().uid() + " -g " + blueprint().runAs().gid() + " -m 0750 "
                    + Shell.quote(store.directory()));
        } else {
            lines.add("mkdir -m 0700 -p " + old);
            for (var name : store.own()) {
                var file = Shell.quote(store.directory().resolve(name));
                lines.add("[ ! -e " + file + " ] || [ -e "
                        + Shell.quote(store.old().resolve(name)) + " ] || mv -T " + file + " "
                        + Shell.quote(store.old().resolve(name)));
            }
        }
        return lines;
    }

    @Override
    public List<String> back() {
        var store = blueprint().store();
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
            lines.add("if [ -e " + old + " ]; then");
            lines.add("  kept=" + kept + "; while [ -e \"$kept\" ]; do kept=$kept-again; done");
            lines.add("  mkdir -m 0700 \"$kept\"");
            lines.add(
                    "  # what bears the name of a store's file is the new store's, unless it still waits to be moved");
            lines.add("  for file in " + NewStore.globs(yard) + "; do");
            lines.add("    [ -e \"$file\" ] || continue");
            lines.add("    name=${file##*/}");
            lines.add("    case " + Shell.quote(" " + String.join(" ", store.own()) + " ") + " in");
            lines.add("    *\" $name \"*) [ -e " + old + "/\"$name\" ] || continue ;;");
            lines.add("    esac");
            lines.add("    mv -T \"$file\" \"$kept/$name\"");
            lines.add("  done");
            lines.add("  for file in " + old + "/*; do");
            lines.add("    [ ! -e \"$file\" ] || mv -T \"$file\" " + directory + "/\"${file##*/}\"");
            lines.add("  done");
            lines.add("  rmdir " + old);
            lines.add("  rmdir \"$kept\" 2>/dev/null || :");
            lines.add("fi");
        }
        return lines;
    }
}
