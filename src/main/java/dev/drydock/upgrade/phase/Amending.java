package dev.drydock.upgrade.phase;

import dev.drydock.amendment.Amendment;
import dev.drydock.amendment.AmendmentFile;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Changes to the new store: computed here, brought in by a child under the account that owns the store. */
final class Amending {

    private static final String APPLY = "apply";

    private final Yard yard;
    private final String name;

    /** @param name of the file, in a word */
    Amending(Yard yard, String name) {
        this.yard = yard;
        this.name = name;
    }

    Path file() {
        return yard.blueprint().workshop().resolve(name + ".amendment");
    }

    private Path computed() {
        return yard.blueprint().home().resolve(name + ".amendment");
    }

    /** What was computed before, where that is whole. */
    Optional<AmendmentFile> existing() throws StoreException {
        return Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(AmendmentFile.open(file()))
                : Optional.empty();
    }

    /** Computes the changes to a file. */
    @FunctionalInterface
    interface Computation {
        AmendmentFile into(Path file)
                throws StoreException, dev.drydock.bytes.MalformedDataException, IOException, InterruptedException;
    }

    /**
     * Computes them in the directory of this console, where nobody else can write, and hands the file over as a whole.
     */
    AmendmentFile compute(Computation computation)
            throws StoreException, dev.drydock.bytes.MalformedDataException, IOException, HostException,
                    InterruptedException {
        HostFiles.deleteTree(computed());
        HostFiles.deleteTree(file());
        computation.into(computed());
        var pending = file().resolveSibling(name + ".amendment-pending");
        HostFiles.deleteTree(pending);
        Files.copy(computed(), pending);
        HostFiles.own(pending, Yard.account(yard.blueprint().runAs()), 0600);
        HostFiles.sync(pending);
        HostFiles.rename(pending, file());
        HostFiles.deleteTree(computed());
        return AmendmentFile.open(file());
    }

    void apply(StepContext context) throws StepFailedException, InterruptedException {
        run(context, APPLY);
    }

    void takeBack(StepContext context) throws StepFailedException, InterruptedException {
        run(context, "take-back");
    }

    void delete() throws HostException {
        HostFiles.deleteTree(file());
        HostFiles.deleteTree(computed());
    }

    private void run(StepContext context, String direction) throws StepFailedException, InterruptedException {
        UpgradeStep.forget(context, StoreSite.READ);
        if (yard.blueprint().store().files() == null) {
            Attempt.at(name + "-failed", () -> runHere(context, direction));
            return;
        }
        Attempt.at(
                name + "-failed",
                () -> new Child(name, yard.patience().stall())
                        .run(yard, context, PrepareTools.command(yard, context, words(direction)), "writing", () -> 0));
    }

    /** What is no files belongs to no account of this machine, and no child has to be told a password. */
    private void runHere(StepContext context, String direction)
            throws StoreException, dev.drydock.bytes.MalformedDataException {
        try (var editor = yard.newStore().openEditor()) {
            var work = new Amendment(AmendmentFile.open(file()), editor, new StepProgress(context));
            var outcome = direction.equals(APPLY) ? work.apply() : work.takeBack();
            context.log(EventLevel.INFO, outcome.changed() + " records written");
        }
    }

    private List<String> words(String direction) {
        return List.of("amend", direction, store(), file().toString());
    }

    /** The arguments of Drydock for a shell. */
    String arguments(String direction) {
        return String.join(" ", words(direction).stream().map(Shell::quote).toList());
    }

    private String store() {
        return yard.newStore().name();
    }

    /** The command for a shell; {@code drydock} stands for however it is started there. */
    String command(String direction) {
        return "drydock " + arguments(direction);
    }
}
