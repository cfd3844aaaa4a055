package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.ElfFile;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.SafePath;
import dev.drydock.host.Sha256;
import dev.drydock.installation.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Lays the new program beside the old one, on the same file system, and asks it for its version as the account that it
 * will run as. Its turn comes by a rename.
 */
final class PrepareRelease extends UpgradeStep {

    PrepareRelease(Yard yard) {
        super(yard, "prepare.release", "Lay the new program ready");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        if (isPast(context, InstallProgram.BEGUN)) {
            return true;
        }
        return Attempt.of(
                "release-unreadable",
                () -> Files.isRegularFile(staged())
                        && Sha256.of(staged()).equals(blueprint().release().sha256()));
    }

    private Path staged() {
        return blueprint().release().staged();
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("release-not-staged", () -> {
            var file = blueprint().release().file();
            if (file == null) {
                throw Attempt.failure(
                        "release-missing", "No v0.8.0 program was named", "Name one: release.file in the request");
            }
            copy(file);
            var sum = Sha256.of(staged());
            if (!sum.equals(blueprint().release().sha256())) {
                throw Attempt.failure(
                        "release-changed",
                        "The new program " + file + " has changed since the plan was made: its SHA-256 is " + sum,
                        "Find out why, then make a new plan");
            }
            var elf = ElfFile.read(staged());
            if (elf.isPresent() && !elf.get().isForThisMachine()) {
                throw Attempt.failure(
                        "release-architecture",
                        "The new program is for " + elf.get().machineName() + ", which this machine is not",
                        "Take the release for this machine");
            }
            if (elf.isEmpty()) {
                context.log(EventLevel.WARN, "The new program is no ELF file, so its architecture was not checked");
            }
            var version = version();
            return StepResult.done("v" + version + ", SHA-256 " + sum.substring(0, 12) + "…");
        });
    }

    private void copy(Path file) throws HostException, IOException, InterruptedException {
        SafePath.forWriting(staged(), yard.trusted());
        var pending = pending();
        Files.copy(file, pending, StandardCopyOption.REPLACE_EXISTING);
        // Owner and mode of the program it follows, but executable by the account that it will run as.
        var old = FileState.of(oldProgram());
        HostFiles.own(
                pending,
                new dev.drydock.host.Account(Long.toString(old.uid()), old.uid(), old.gid(), List.of()),
                (old.mode() & 0777) | 0555);
        HostFiles.sync(pending);
        Files.move(pending, staged(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path pending() {
        return staged().resolveSibling(staged().getFileName() + ".pending");
    }

    private Path oldProgram() {
        var kept = blueprint().program().old();
        return Files.exists(kept) ? kept : blueprint().program().path();
    }

    private String version() throws HostException, StepFailedException, InterruptedException {
        var asked = yard.runner()
                .run(dev.drydock.host.Command.of(staged().toString(), "--version")
                        .as(Yard.account(blueprint().runAs()))
                        .withLimit(java.time.Duration.ofSeconds(30)))
                .orFail("Ask the new program for its version");
        var version = ProgramVersion.parse(String.join("\n", asked.output()));
        if (!version.equals(ProgramVersion.TARGET)) {
            throw Attempt.failure(
                    "release-version",
                    "The new program says that it is " + version + ", not " + ProgramVersion.TARGET,
                    "Take the release v0.8.0; later ones read its data, but not that of v0.7.3");
        }
        return version.toString();
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("release-not-removed", () -> {
            HostFiles.deleteTree(staged());
            HostFiles.deleteTree(pending());
        });
    }

    @Override
    public List<String> onward() {
        var file = blueprint().release().file();
        return List.of(
                "cp " + Shell.quote(file == null ? Path.of("RELEASE") : file) + " " + Shell.quote(staged()),
                "chmod 0755 " + Shell.quote(staged()),
                Shell.quote(staged()) + " --version   # must print 0.8.0");
    }

    @Override
    public List<String> back() {
        return List.of("rm -f " + Shell.quote(staged()) + " " + Shell.quote(pending()));
    }
}
