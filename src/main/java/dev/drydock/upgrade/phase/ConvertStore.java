package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the new store beside the old one, which is only read, in a child under the account that will own it. What both
 * versions keep alike is taken over as it lies.
 */
final class ConvertStore extends UpgradeStep {

    /** Remembered once the new store is whole. */
    static final String DONE = "convert.done";

    private static final int OWNER_ONLY = 0700;

    ConvertStore(Yard yard) {
        super(yard, "convert.run", "Build the new store beside the old one");
    }

    /** The new store before it is in its place. */
    static PlacedStore built(Yard yard) {
        return yard.site().builtStore();
    }

    private Path building() {
        return blueprint().store().onDisk().building(blueprint().id());
    }

    /** Where what v0.8.0 has no place for is saved as files. */
    static Path saved(Yard yard) {
        return yard.blueprint().workshop().resolve("not-carried");
    }

    private Path saved() {
        return saved(yard);
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(DONE).isPresent()
                && (isPast(context, PlaceStore.BEGUN)
                        || Attempt.of(
                                "conversion-not-looked-at", () -> built(yard).detect() == StoreVersion.V0_8_0));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("conversion-failed", () -> {
            BackupProof.requireOldStore(yard);
            var account = Yard.account(blueprint().runAs());
            HostFiles.deleteTree(building());
            HostFiles.deleteTree(saved());
            HostFiles.createDirectory(building(), account, OWNER_ONLY, yard.trusted());
            new Child("conversion", yard.patience().stall())
                    .run(yard, context, PrepareTools.command(yard, context, words()), "converting", this::written);
            requireBuilt();
            // Whoever goes on without Drydock has the certificates of the store from here.
            FinishedConfiguration.of(yard, yard.newStore()).write(FinishedConfiguration.waiting(yard), yard.trusted());
            context.remember(DONE, yard.clock().instant().toString());
            context.log(EventLevel.INFO, "The new store is whole; nothing of the old one has changed");
            return StepResult.done("in " + building());
        });
    }

    private void requireBuilt() throws StoreException, StepFailedException {
        var version = built(yard).detect();
        if (version != StoreVersion.V0_8_0) {
            throw Attempt.failure(
                    "conversion-empty",
                    "The conversion ended with status 0, but " + built(yard).name() + " is " + version.title(),
                    "See what it has said, then try again or go back");
        }
    }

    private List<String> words() {
        var words = new ArrayList<>(List.of(
                "convert",
                "--from",
                yard.newStore().name(),
                "--to",
                built(yard).name(),
                "--take-over",
                "--saved",
                saved().toString(),
                "--profile",
                blueprint().request().carriesExtras() ? "lossless" : "official"));
        var external = blueprint().store().externalDirectory();
        if (external != null && blueprint().request().carriesExtras()) {
            words.addAll(List.of("--external-directory", external));
        }
        if (blueprint().store().hasContentsElsewhere()) {
            words.add("--contents-elsewhere");
        }
        return words;
    }

    private long written() {
        try {
            return Files.isDirectory(building(), LinkOption.NOFOLLOW_LINKS)
                    ? DiskSpace.used(building()).bytes()
                    : 0;
        } catch (HostException e) {
            // It is being written; the next look will do.
            return -1;
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        forget(context, DONE);
        Attempt.at("conversion-not-removed", () -> {
            HostFiles.deleteTree(FinishedConfiguration.waiting(yard));
            HostFiles.deleteTree(building());
            HostFiles.deleteTree(saved());
        });
    }

    @Override
    public List<String> onward() {
        return List.of(
                "# only Drydock can: drydock "
                        + String.join(" ", words().stream().map(Shell::quote).toList()),
                "[ -e "
                        + Shell.quote(
                                blueprint().store().onDisk().built(blueprint().id())) + " ] || [ -e "
                        + Shell.quote(blueprint().store().onDisk().old()) + " ] || { echo "
                        + Shell.quote("The new store is not built yet: start Drydock, or go back") + " >&2; exit 1; }");
    }

    @Override
    public List<String> back() {
        return List.of("rm -rf " + Shell.quote(building()));
    }
}
