package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.installation.StoreFiles;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files of the new store, and how they go away: deleted while nobody but us has used them, kept afterwards. */
final class NewStore {

    /** Remembered while what v0.8.0 has served is moved aside; its value is where to. */
    private static final String KEPT = "store.kept";

    private NewStore() {}

    /** Where the new store is kept when going back after the doors were open, the first time. */
    static Path kept(Yard yard) {
        var directory = yard.blueprint().store().onDisk().directory();
        var name = Blueprint.name(directory) + "-v0.8.0-" + yard.blueprint().id();
        return yard.blueprint().store().onDisk().wholeDirectory()
                ? directory.resolveSibling(name)
                : yard.blueprint().store().onDisk().old().resolveSibling(name);
    }

    /** All places where one is kept by now: by each time that the doors were open, and by the rescue script. */
    static List<Path> everyKept(Yard yard) throws IOException {
        var first = kept(yard);
        var names = Pattern.compile(Pattern.quote(Blueprint.name(first)) + "(\\.\\d+)?(-again)*");
        var parent = requireNonNull(first.getParent());
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var siblings = Files.list(parent)) {
            return siblings.filter(path -> names.matcher(Blueprint.name(path)).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Where it goes now. It is written down, so that a move that was cut short goes on into the same directory. */
    private static Path place(Yard yard, StepContext context) {
        var known = context.recall(KEPT);
        if (known.isPresent()) {
            return Path.of(known.get());
        }
        var first = kept(yard);
        var place = first;
        for (var i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
            place = first.resolveSibling(Blueprint.name(first) + "." + i);
        }
        context.remember(KEPT, place.toString());
        return place;
    }

    /** The files that lie where the new store goes: in a directory of its own all, else those with a store's names. */
    static List<Path> files(Yard yard) throws IOException {
        var store = yard.blueprint().store().onDisk();
        if (!Files.isDirectory(store.directory(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(store.directory())) {
            for (var entry : entries) {
                if (store.wholeDirectory() || StoreFiles.belongs(kind(yard), store.path(), entry)) {
                    files.add(entry);
                }
            }
        }
        return files;
    }

    /** What lies in the place of the new store; what else the directory holds is no store, and does not count. */
    static StoreVersion version(Yard yard) throws StoreException, IOException {
        var version = yard.newStore().detect();
        return version == StoreVersion.FOREIGN
                        && !yard.blueprint().store().onDisk().wholeDirectory()
                        && files(yard).isEmpty()
                ? StoreVersion.BLANK
                : version;
    }

    /** A command of a shell that lets pass, of names a line each, those of a store's files. */
    static String onlyOfStore(Yard yard) {
        var store = yard.blueprint().store().onDisk();
        var wanted = kind(yard) == StoreKind.SQLITE
                ? "F "
                        + String.join(
                                " ",
                                StoreFiles.sqliteNames(store.path()).stream()
                                        .map(name -> "-e " + Shell.quote(name))
                                        .toList())
                : "E " + Shell.quote(StoreFiles.ROCKSDB_NAMES);
        // That nothing is found is no failure.
        return "{ grep -x" + wanted + " || :; }";
    }

    private static StoreKind kind(Yard yard) {
        return yard.blueprint().store().kind().equals(StoreKind.SQLITE.type()) ? StoreKind.SQLITE : StoreKind.ROCKSDB;
    }

    /**
     * Makes the place of the new store blank. A store that v0.8.0 has served to the world is moved aside, because there
     * may be mail in it; one that only the import and the trial have seen is deleted.
     *
     * @throws StepFailedException where the old store, or a file of it, still lies there, or is not proven elsewhere
     */
    static void remove(Yard yard, StepContext context)
            throws StoreException, HostException, IOException, StepFailedException {
        requireOldStoreElsewhere(yard, context);
        if (context.recall(StartServer.SERVED).isPresent()) {
            keep(yard, context);
            return;
        }
        for (var file : files(yard)) {
            HostFiles.deleteTree(file);
        }
        var directory = yard.blueprint().store().onDisk().directory();
        // It is missing where the machine stopped between the rename of the old one and the making of the new one.
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            HostFiles.sync(directory);
        }
    }

    private static void keep(Yard yard, StepContext context) throws HostException, IOException {
        var files = files(yard);
        if (files.isEmpty()) {
            return;
        }
        var kept = place(yard, context);
        if (!Files.isDirectory(kept)) {
            Files.createDirectory(
                    kept, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (var file : files) {
            HostFiles.rename(file, kept.resolve(Blueprint.name(file)));
        }
        context.log(EventLevel.WARN, "What the new server has written is kept in " + kept);
        // All of it is there; whatever is to be kept later is another store.
        UpgradeStep.forget(context, KEPT);
    }

    /**
     * Killed at the wrong instant, or on a full disk, the new store is torn and says nothing of itself. That it is not the
     * old one is told by the old one then, which is whole under its new name.
     */
    private static void requireOldStoreElsewhere(Yard yard, StepContext context)
            throws StoreException, StepFailedException {
        var store = yard.blueprint().store().onDisk();
        if (!new SharedDirectory(yard).left(context).isEmpty()) {
            throw inTheWay(yard, "Files of the old store still lie in " + store.directory());
        }
        var set = yard.oldStore().detect();
        if (set != StoreVersion.V0_7_3) {
            throw inTheWay(yard, "The old store was expected at " + store.oldPath() + ", which is " + set.title());
        }
        try {
            if (yard.newStore().detect() == StoreVersion.V0_7_3) {
                throw inTheWay(yard, "A store of v0.7.3 lies at " + store.path() + ", where the new one was expected");
            }
        } catch (StoreInUseException e) {
            throw e;
        } catch (StoreException e) {
            context.log(EventLevel.WARN, "The new store is not whole: " + e.problem());
        }
    }

    private static StepFailedException inTheWay(Yard yard, String problem) {
        return Attempt.failure(
                "old-store-in-the-way",
                problem + "; nothing was deleted",
                "Follow RESCUE.txt in " + yard.blueprint().home());
    }
}
