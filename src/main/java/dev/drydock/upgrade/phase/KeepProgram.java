package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.FileState;
import dev.drydock.host.HostFiles;
import dev.drydock.host.SafePath;
import dev.drydock.host.Sha256;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Keeps a copy of the old program where a package manager will put the new one: it throws away what it replaces, and may
 * write into the file itself, so that a second name would not do.
 */
final class KeepProgram extends UpgradeStep {

    /** The sum of the old program, remembered before the copy is made. */
    static final String OLD = "program.old.sha256";

    KeepProgram(Yard yard) {
        super(yard, "prepare.program", "Keep a copy of the old program");
    }

    private Path program() {
        return blueprint().program().path();
    }

    private Path old() {
        return blueprint().program().old();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, StopServer.BEGUN)
                || Attempt.of(
                        "program-not-read",
                        () -> Files.isRegularFile(old(), LinkOption.NOFOLLOW_LINKS)
                                && context.recall(OLD)
                                        .filter(Sha256.of(old())::equals)
                                        .isPresent());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("program-not-kept", () -> {
            SafePath.forWriting(old(), yard.trusted());
            context.remember(OLD, Sha256.of(program()));
            var state = FileState.of(program());
            Files.deleteIfExists(pending());
            Files.copy(program(), pending());
            state.restore(pending());
            HostFiles.sync(pending());
            Files.move(pending(), old(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            HostFiles.sync(requireNonNull(old().getParent()));
            return StepResult.done(old().toString());
        });
    }

    private Path pending() {
        return old().resolveSibling(old().getFileName() + ".pending");
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("program-copy-not-removed", () -> {
            HostFiles.deleteTree(pending());
            HostFiles.deleteTree(old());
            forget(context, OLD);
        });
    }

    @Override
    public List<String> onward() {
        return List.of(
                "[ -e " + Shell.quote(old()) + " ] || cp -p " + Shell.quote(program()) + " " + Shell.quote(old()));
    }

    @Override
    public List<String> back() {
        return List.of("rm -f " + Shell.quote(old()) + " " + Shell.quote(pending()));
    }
}
