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
import dev.drydock.upgrade.blueprint.ProgramSwap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Lays a new program beside the old one, on the same file system, and asks it for its version as the account that it
 * will run as. Its turn comes by a rename.
 */
final class PrepareRelease extends UpgradeStep {

    private final ProgramSwap swap;

    private PrepareRelease(Yard yard, ProgramSwap swap, String name, String title) {
        super(yard, name, title);
        this.swap = swap;
    }

    /** Lays v0.8.0 ready. */
    static PrepareRelease ofRelease(Yard yard) {
        return new PrepareRelease(yard, yard.blueprint().releaseSwap(), "prepare.release", "Lay the new program ready");
    }

    /** Lays v0.7.3 ready, which is to export the store of an older program. */
    static PrepareRelease ofSource(Yard yard, ProgramSwap swap) {
        return new PrepareRelease(yard, swap, "prepare.source", "Lay the program of v0.7.3 ready");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        if (isPast(context, InstallProgram.begun(swap))) {
            return true;
        }
        return Attempt.of(
                swap.topic() + "-unreadable",
                () -> Files.isRegularFile(staged()) && Sha256.of(staged()).equals(swap.sha256()));
    }

    private Path staged() {
        return swap.staged();
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of(swap.topic() + "-not-staged", () -> {
            var file = swap.file();
            if (file == null) {
                throw Attempt.failure(
                        swap.topic() + "-missing",
                        "No v" + swap.version() + " program was named",
                        "Name one: " + swap.field() + ".file in the request");
            }
            copy(file);
            var sum = Sha256.of(staged());
            if (!sum.equals(swap.sha256())) {
                throw Attempt.failure(
                        swap.topic() + "-changed",
                        "The new program " + file + " has changed since the plan was made: its SHA-256 is " + sum,
                        "Find out why, then make a new plan");
            }
            var elf = ElfFile.read(staged());
            if (elf.isPresent() && !elf.get().isForThisMachine()) {
                throw Attempt.failure(
                        swap.topic() + "-architecture",
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
        return Files.exists(swap.old()) ? swap.old() : swap.program();
    }

    private String version() throws HostException, StepFailedException, InterruptedException {
        var asked = yard.runner()
                .run(dev.drydock.host.Command.of(staged().toString(), "--version")
                        .as(Yard.account(blueprint().runAs()))
                        .withLimit(java.time.Duration.ofSeconds(30)))
                .orFail("Ask the new program for its version");
        var version = ProgramVersion.parse(String.join("\n", asked.output()));
        if (!version.equals(ProgramVersion.parse(swap.version()))) {
            throw Attempt.failure(
                    swap.topic() + "-version",
                    "The new program says that it is " + version + ", not " + swap.version(),
                    "Take the release v" + swap.version()
                            + ": only v0.7.3 exports its store, and only v0.8.0 reads that export");
        }
        return version.toString();
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at(swap.topic() + "-not-removed", () -> {
            HostFiles.deleteTree(staged());
            HostFiles.deleteTree(pending());
        });
    }

    @Override
    public List<String> onward() {
        var file = swap.file();
        return List.of(
                "cp " + Shell.quote(file == null ? Path.of("RELEASE") : file) + " " + Shell.quote(staged()),
                "chmod 0755 " + Shell.quote(staged()),
                Shell.quote(staged()) + " --version   # must print " + swap.version());
    }

    @Override
    public List<String> back() {
        return List.of("rm -f " + Shell.quote(staged()) + " " + Shell.quote(pending()));
    }
}
