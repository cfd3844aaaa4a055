package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Puts the new store in the place of the old one, which was set aside by the step before. */
final class PlaceStore extends UpgradeStep {

    /** Remembered before the first name changes. */
    static final String BEGUN = "place.begun";

    /** A RocksDB directory without it is none; so it comes last. */
    private static final String CURRENT = "CURRENT";

    PlaceStore(Yard yard) {
        super(yard, "convert.place", "Put the new store in place");
    }

    private Path building() {
        return blueprint().store().onDisk().building(blueprint().id());
    }

    private Path built() {
        return blueprint().store().onDisk().built(blueprint().id());
    }

    private Path directory() {
        return blueprint().store().onDisk().directory();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, BEGUN)
                && !Files.exists(building(), LinkOption.NOFOLLOW_LINKS)
                && Attempt.of("store-not-looked-at", () -> yard.newStore().detect() == StoreVersion.V0_8_0);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("store-not-placed", () -> {
            if (context.recall(BEGUN).isEmpty()) {
                var version = yard.site().newVersion();
                if (version != StoreVersion.BLANK) {
                    throw Attempt.failure(
                            "target-not-blank",
                            "The place of the new store, " + blueprint().store().place() + ", is not blank but "
                                    + version.title(),
                            "Find out who has written there; then go back, or make it blank and try again");
                }
                context.remember(BEGUN, yard.clock().instant().toString());
            }
            place();
            HostFiles.deleteTree(building());
            return StepResult.done("the new store is " + blueprint().store().place());
        });
    }

    private void place() throws HostException, IOException, InterruptedException {
        var store = blueprint().store().onDisk();
        if (!Files.isDirectory(built(), LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(built(), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(built(), store.path(), StandardCopyOption.ATOMIC_MOVE);
            }
        } else if (store.wholeDirectory()) {
            // A directory takes the place of an empty one in one step; it gets what the empty one was given first.
            var given = FileState.of(directory());
            HostFiles.own(built(), Yard.account(blueprint().runAs()), given.mode());
            Files.move(built(), directory(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            for (var file : files()) {
                Files.move(file, directory().resolve(Blueprint.name(file)), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        HostFiles.sync(directory());
        HostFiles.sync(Objects.requireNonNull(directory().getParent()));
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(built())) {
            entries.forEach(files::add);
        }
        files.sort(Comparator.comparing((Path file) -> Blueprint.name(file).equals(CURRENT))
                .thenComparing(Comparator.naturalOrder()));
        return files;
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        BackupProof.requireNewStore(yard);
    }

    @Override
    public void undo(StepContext context) {
        // The new store goes when the old one comes back.
        forget(context, BEGUN);
    }

    @Override
    public List<String> onward() {
        var store = blueprint().store().onDisk();
        var built = Shell.quote(built());
        var move = store.wholeDirectory() && store.path().equals(store.directory())
                ? "rmdir " + Shell.quote(directory()) + "; mv -T " + built + " " + Shell.quote(directory())
                : store.path().equals(store.directory())
                        ? "mv " + built + "/* " + Shell.quote(directory()) + "/"
                        : "mv -T " + built + " " + Shell.quote(store.path());
        return List.of("if [ -e " + built + " ]; then " + move + "; fi", "rm -rf " + Shell.quote(building()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
