package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Sha256;
import dev.drydock.installation.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Waits until somebody else has installed v0.8.0, as a package manager does, and proves it by asking the program. Nothing
 * is installed here.
 */
final class AwaitProgram extends UpgradeStep {

    AwaitProgram(Yard yard) {
        super(yard, "install.program", "See that v0.8.0 is installed");
    }

    private Path program() {
        return blueprint().program().path();
    }

    private Path old() {
        return blueprint().program().old();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("program-not-read", this::isInstalled);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("program-not-asked", () -> {
            if (isInstalled()) {
                return StepResult.done(program() + " says that it is v0.8.0; the old program is " + old());
            }
            return new StepResult.Waiting(
                    "program",
                    "Mail stands still until " + program()
                            + " is v0.8.0: install it now by the package manager, without starting the server, then go"
                            + " on");
        });
    }

    /** Asks what is there, as an account with few rights; what cannot be asked is not installed. */
    private boolean isInstalled() throws HostException, IOException, InterruptedException {
        if (!Files.isExecutable(program())) {
            return false;
        }
        var asked = new AskedProgram(yard, program()).version();
        return asked.isSuccess()
                && ProgramVersion.parse(String.join("\n", asked.output())).equals(ProgramVersion.TARGET);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("program-not-taken-back", () -> {
            var sum = context.recall(KeepProgram.OLD);
            if (sum.isEmpty() || !Files.exists(old()) || isOld(sum.get())) {
                return;
            }
            Files.deleteIfExists(pending());
            Files.copy(old(), pending(), StandardCopyOption.COPY_ATTRIBUTES);
            FileState.of(old()).restore(pending());
            HostFiles.sync(pending());
            Files.move(pending(), program(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            HostFiles.sync(requireNonNull(program().getParent()));
            context.log(
                    EventLevel.WARN,
                    program() + " is v" + blueprint().program().version()
                            + " again; the package manager still believes that v0.8.0 is installed: install its package"
                            + " of the old version, and hold it there");
        });
    }

    private boolean isOld(String sum) throws IOException {
        return Files.isRegularFile(program()) && Sha256.of(program()).equals(sum);
    }

    private Path pending() {
        return program().resolveSibling(program().getFileName() + ".drydock-pending");
    }

    @Override
    public List<String> onward() {
        return List.of(
                "# install v0.8.0 by the package manager now, without starting the server",
                "[ \"$(" + Shell.quote(program()) + " --version)\" = 0.8.0 ]");
    }

    @Override
    public List<String> back() {
        var old = Shell.quote(old());
        var program = Shell.quote(program());
        return List.of("if [ -e " + old + " ] && ! cmp -s " + old + " " + program + "; then cp -p " + old + " "
                + Shell.quote(pending()) + "; mv -T " + Shell.quote(pending()) + " " + program + "; fi");
    }
}
