package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.ElfFile;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.SafePath;
import dev.drydock.host.Sha256;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.release.DownloadAddress;
import dev.drydock.release.FoundationDbBuild;
import dev.drydock.release.ReleaseArchive;
import dev.drydock.upgrade.blueprint.ProgramSwap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Lays a new program beside the old one, on the same file system, and asks it for its version as the account that it
 * will run as. Its turn comes by a rename.
 */
final class PrepareRelease extends UpgradeStep {

    /** What the vendor's archives call the program. */
    private static final String ARCHIVED = "stalwart-mail";

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
                () -> Files.isRegularFile(staged())
                        && sum(context, swap)
                                .filter(Sha256.of(staged())::equals)
                                .isPresent());
    }

    /** The sum of the program itself, which an archive has to be unpacked for; empty where that was not done yet. */
    static Optional<String> sum(StepContext context, ProgramSwap swap) {
        return context.recall(sumKey(swap));
    }

    private static String sumKey(ProgramSwap swap) {
        return swap.topic() + ".program.sha256";
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
                        "Name one: " + swap.field() + ".file or " + swap.field() + ".url in the request");
            }
            var given = Sha256.of(file);
            if (!given.equals(swap.sha256())) {
                throw Attempt.failure(
                        swap.topic() + "-changed",
                        "The new program " + file + " has changed since the plan was made: its SHA-256 is " + given,
                        "Find out why, then make a new plan");
            }
            context.remember(sumKey(swap), lay(context, file));
            requireForThisMachine(context);
            var version = version();
            return StepResult.done("v" + version + ", SHA-256 " + given.substring(0, 12) + "…"
                    + (swap.fetched() == null
                            ? ""
                            : ", from " + DownloadAddress.open(swap.fetched().address())));
        });
    }

    private void requireForThisMachine(StepContext context) throws HostException, IOException, StepFailedException {
        var elf = ElfFile.read(staged());
        if (elf.isEmpty()) {
            context.log(EventLevel.WARN, "The new program is no ELF file, so its architecture was not checked");
            return;
        }
        var machine = elf.get();
        if (!machine.isForThisMachine()) {
            throw Attempt.failure(
                    swap.topic() + "-architecture",
                    "The new program is for " + machine.machineName() + " with " + machine.bits()
                            + " bits, which this machine is not",
                    "Take the release for this machine");
        }
        if (blueprint().store().cluster() != null && !FoundationDbBuild.isOne(staged())) {
            throw Attempt.failure(
                    swap.topic() + "-not-foundationdb",
                    "The new program is an ordinary build, which cannot open a cluster of FoundationDB",
                    "Take the one that the vendor calls stalwart-mail-foundationdb");
        }
        if (!machine.hasItsInterpreter()) {
            throw Attempt.failure(
                    swap.topic() + "-loader",
                    "The new program asks for the loader "
                            + machine.interpreter().orElse("") + ", which is not here",
                    "Take the release for the C library of this system (gnu or musl)");
        }
    }

    /** Lays the program ready and returns its sum, taken before anybody else could write to it. */
    private String lay(StepContext context, Path file) throws HostException, IOException, InterruptedException {
        SafePath.forWriting(staged(), yard.trusted());
        var pending = pending();
        Files.deleteIfExists(pending);
        if (ReleaseArchive.isOne(file)) {
            new ReleaseArchive(file, ARCHIVED).unpack(pending, new StepProgress(context).of("unpacking"));
        } else {
            Files.copy(file, pending);
        }
        var sum = Sha256.of(pending);
        // Owner and mode of the program it follows, but executable by the account that it will run as.
        var old = FileState.of(oldProgram());
        HostFiles.own(
                pending,
                new Account(Long.toString(old.uid()), old.uid(), old.gid(), List.of()),
                (old.mode() & 0777) | 0555);
        HostFiles.sync(pending);
        Files.move(pending, staged(), StandardCopyOption.ATOMIC_MOVE);
        return sum;
    }

    private Path pending() {
        return staged().resolveSibling(staged().getFileName() + ".pending");
    }

    private Path oldProgram() {
        return Files.exists(swap.old()) ? swap.old() : swap.program();
    }

    private String version() throws HostException, StepFailedException, InterruptedException {
        var asked = new AskedProgram(yard, staged()).version().orFail("Ask the new program for its version");
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
            forget(context, sumKey(swap));
        });
    }

    @Override
    public List<String> onward() {
        var from = Shell.quote(swap.file() == null ? Path.of("RELEASE") : swap.file());
        var to = Shell.quote(staged());
        return List.of(
                "if gzip -t " + from + " 2>/dev/null; then",
                "  tar -xzOf " + from + " " + ARCHIVED + " > " + to + " 2>/dev/null || tar -xzOf " + from + " ./"
                        + ARCHIVED + " > " + to,
                "else",
                "  cp " + from + " " + to,
                "fi",
                "chmod 0755 " + to,
                to + " --version   # must print " + swap.version());
    }

    @Override
    public List<String> back() {
        return List.of("rm -f " + Shell.quote(staged()) + " " + Shell.quote(pending()));
    }
}
