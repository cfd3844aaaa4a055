package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Sha256;
import dev.drydock.upgrade.blueprint.ProgramSwap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Puts a new program in the place of the old one in one step, and keeps the old one under a name with its version. */
final class InstallProgram extends UpgradeStep {

    /** Remembered before v0.8.0 takes its place. */
    private static final String BEGUN = "install.begun";

    private static final String SOURCE_BEGUN = "source.begun";

    private final ProgramSwap swap;

    private InstallProgram(Yard yard, ProgramSwap swap, String name, String title) {
        super(yard, name, title);
        this.swap = swap;
    }

    /** Installs v0.8.0. */
    static InstallProgram ofRelease(Yard yard) {
        return new InstallProgram(yard, yard.blueprint().releaseSwap(), "install.program", "Install the new program");
    }

    /** Installs v0.7.3 over an older program of the same layout, which cannot export. */
    static InstallProgram ofSource(Yard yard, ProgramSwap swap) {
        return new InstallProgram(yard, swap, "export.program", "Put v0.7.3, which can export, in place");
    }

    /** Remembered before the program changes. */
    static String begun(ProgramSwap swap) {
        return swap.topic().equals("release") ? BEGUN : SOURCE_BEGUN;
    }

    private Path program() {
        return swap.program();
    }

    private Path old() {
        return swap.old();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        // Once v0.8.0 was begun, another program than that of this swap lies there.
        return (!begun(swap).equals(BEGUN) && isPast(context, BEGUN))
                || Attempt.of("program-not-read", () -> Files.exists(old()) && isNew(context));
    }

    private boolean isNew(StepContext context) throws IOException {
        return Files.isRegularFile(program())
                && PrepareRelease.sum(context, swap)
                        .filter(Sha256.of(program())::equals)
                        .isPresent();
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("program-not-installed", () -> {
            context.remember(begun(swap), yard.clock().instant().toString());
            if (!Files.exists(old())) {
                // A second name for the same file, so that the program is never without one.
                Files.createLink(old(), program());
                HostFiles.sync(Objects.requireNonNull(old().getParent()));
            }
            if (!isNew(context)) {
                Files.move(
                        swap.staged(), program(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                HostFiles.sync(Objects.requireNonNull(program().getParent()));
            }
            return StepResult.done("the old program is " + old());
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("program-not-taken-back", () -> {
            if (Files.exists(old())) {
                if (Files.isSameFile(old(), program())) {
                    // A rename between two names of one file does nothing, so the second name is removed.
                    Files.delete(old());
                } else {
                    Files.move(old(), program(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                HostFiles.sync(Objects.requireNonNull(program().getParent()));
            }
            forget(context, begun(swap));
        });
    }

    @Override
    public List<String> onward() {
        var old = Shell.quote(old());
        var staged = Shell.quote(swap.staged());
        return List.of(
                "[ -e " + old + " ] || ln " + Shell.quote(program()) + " " + old,
                "[ ! -e " + staged + " ] || mv -T " + staged + " " + Shell.quote(program()));
    }

    @Override
    public List<String> back() {
        var old = Shell.quote(old());
        return List.of("if [ -e " + old + " ]; then if [ " + old + " -ef " + Shell.quote(program()) + " ]; then rm "
                + old + "; else mv -T " + old + " " + Shell.quote(program()) + "; fi; fi");
    }
}
