package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.ElfFile;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.host.Sha256;
import dev.drydock.installation.Finding;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.release.FoundationDbBuild;
import dev.drydock.release.ReleaseArchive;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.ProgramSwap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A program that is to be installed: the right file, for this machine, of the right version. */
final class ReleaseCheck implements Check {

    private final String topic;
    private final Function<Blueprint, Optional<ProgramSwap>> choice;

    private ReleaseCheck(String topic, Function<Blueprint, Optional<ProgramSwap>> choice) {
        this.topic = topic;
        this.choice = choice;
    }

    /** Looks at v0.8.0. */
    static ReleaseCheck ofRelease() {
        return new ReleaseCheck("release", blueprint -> Optional.of(blueprint.releaseSwap()));
    }

    /** Looks at v0.7.3, where that is installed first. */
    static ReleaseCheck ofSource() {
        return new ReleaseCheck("source", Blueprint::sourceSwap);
    }

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var swap = choice.apply(scene.blueprint());
        if (swap.isPresent()) {
            return new Program(scene, swap.get()).look();
        }
        var release = scene.blueprint().request().release();
        return release == null || release.source() == null
                ? List.of()
                : List.of(Finding.notice(
                        "source.not-needed",
                        "The program of v0.7.3 that was given, "
                                + release.source().file()
                                + ", is not used: what is installed is none of v0.7.0 to v0.7.2",
                        ""));
    }

    /** One program of a plan. */
    private record Program(Scene scene, ProgramSwap swap) {

        private List<Finding> look() throws HostException, IOException, InterruptedException {
            var file = swap.file();
            if (isRelease() && scene.blueprint().release().installed()) {
                return List.of(Finding.notice(
                        code("installed-elsewhere"),
                        "Drydock installs nothing: in the phase install it waits until " + swap.program()
                                + " says that it is v" + swap.version() + ", and mail stands still meanwhile",
                        "Have the package downloaded and ready beforehand, and keep it from starting the server"));
            }
            var fetched = swap.fetched();
            if (fetched != null && !Files.exists(requireNonNull(file))) {
                return List.of(new AddressLook(fetched, code("address")).look());
            }
            if (file == null) {
                return List.of(Finding.fail(
                        code("unnamed"),
                        "No program of v" + swap.version() + " was named, so there is nothing to install",
                        "Name its file: " + swap.field() + ".file, or its address: " + swap.field()
                                + ".url, and its sum in " + swap.field() + ".sha256"));
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                return List.of(Finding.fail(
                        code("unreadable"),
                        "The new program " + file + " is not there, or may not be read",
                        "Put it back, or plan anew with another file"));
            }
            var findings = new ArrayList<Finding>();
            findings.add(sum(file));
            if (ReleaseArchive.isOne(file)) {
                findings.add(Finding.skip(
                        code("architecture"),
                        file + " is an archive, so the program in it was not looked at",
                        "Nothing: it is unpacked, looked at and asked for its version in the phase prepare, before the"
                                + " server stops"));
                return findings;
            }
            var fits = architecture(file, findings);
            if (fits) {
                build(file).ifPresent(findings::add);
                findings.add(version(file));
            }
            return findings;
        }

        private boolean isRelease() {
            return swap.topic().equals("release");
        }

        private String code(String what) {
            return swap.topic() + "." + what;
        }

        private Finding sum(Path file) throws IOException {
            var sum = Sha256.of(file);
            if (!sum.equalsIgnoreCase(swap.sha256())) {
                return Finding.fail(
                        code("changed"),
                        file + " is not the file that the plan was made with: its SHA-256 is " + sum + ", not "
                                + swap.sha256(),
                        "Find out who has changed it, then plan anew");
            }
            return swap.expected() == null
                    ? Finding.notice(
                            code("sum"),
                            "Nobody has said what the SHA-256 of " + file + " must be; it is " + sum,
                            "Compare it with the sum that the vendor publishes, or give it as " + swap.field()
                                    + ".sha256")
                    : Finding.pass(code("sum"), "The SHA-256 of " + file + " is the one given, " + sum);
        }

        /** Whether the file may be started on this machine. */
        private boolean architecture(Path file, List<Finding> findings) {
            try {
                var elf = ElfFile.read(file);
                if (elf.isEmpty()) {
                    findings.add(Finding.skip(
                            code("architecture"),
                            file + " is no ELF file, so it cannot be seen which machine it is for",
                            "See whether it is the program itself, not an archive or a script"));
                    return true;
                }
                var machine = elf.get();
                if (!machine.isForThisMachine()) {
                    findings.add(Finding.fail(
                            code("architecture"),
                            file + " is built for " + machine.machineName() + " with " + machine.bits()
                                    + " bits; this machine is " + System.getProperty("os.arch"),
                            "Take the release for this machine"));
                    return false;
                }
                findings.add(Finding.pass(code("architecture"), file + " is built for " + machine.machineName()));
                if (!machine.hasItsInterpreter()) {
                    findings.add(Finding.fail(
                            code("loader"),
                            file + " asks for the loader "
                                    + machine.interpreter().orElse("") + ", which is not here",
                            "Take the release for the C library of this system (gnu or musl)"));
                    return false;
                }
                return true;
            } catch (HostException e) {
                findings.add(Finding.fail(code("damaged"), e.problem(), e.nextStep()));
                return false;
            }
        }

        /** For a store in a cluster it takes a build that knows its client; others say that no store is configured. */
        private Optional<Finding> build(Path file) throws HostException, IOException {
            if (scene.blueprint().store().cluster() == null) {
                return Optional.empty();
            }
            var code = code("foundationdb");
            if (ElfFile.read(file).isEmpty()) {
                return Optional.of(Finding.skip(
                        code, file + " is no ELF file, so it cannot be seen whether it knows FoundationDB", ""));
            }
            return Optional.of(
                    FoundationDbBuild.isOne(file)
                            ? Finding.pass(code, file + " is built for FoundationDB")
                            : Finding.fail(
                                    code,
                                    file + " is an ordinary build, which cannot open a cluster of FoundationDB",
                                    "Take the one that the vendor calls stalwart-mail-foundationdb"));
        }

        private Finding version(Path file) throws HostException, InterruptedException {
            var code = code("version");
            var account = unprivileged();
            var rights = new Rights(scene.yard().runner(), account, scene.console());
            if (!Files.isExecutable(file)
                    || !rights.canExecute(file)
                    || rights.closedAbove(file).isPresent()) {
                return Finding.skip(
                        code,
                        file + " was not asked for its version: " + account.user() + " may not start it where it lies",
                        "Nothing: a copy that may be started is asked in the phase prepare, before the server stops");
            }
            var result = scene.yard()
                    .runner()
                    .run(Command.of(file.toString(), "--version").as(account).withLimit(LIMIT));
            if (!result.isSuccess()) {
                return Finding.fail(
                        code,
                        file + " --version "
                                + (result.timedOut()
                                        ? "gave no answer in " + LIMIT.toSeconds() + " s"
                                        : result.exit().inWords())
                                + (result.lastLines().isEmpty()
                                        ? ""
                                        : ": " + result.lastLines().get(0).text()),
                        "Run it by hand as " + account.user() + " to see what is wrong");
            }
            var version = ProgramVersion.parse(String.join("\n", result.output()));
            return version.equals(ProgramVersion.parse(swap.version()))
                    ? Finding.pass(code, file + " says, asked as " + account.user() + ", that it is v" + version)
                    : Finding.fail(
                            code,
                            file + " says that it is " + version + ", not " + swap.version()
                                    + (version instanceof ProgramVersion.Unknown unknown
                                            ? " (" + unknown.reason() + ")"
                                            : ""),
                            "Take the release v" + swap.version()
                                    + ": only v0.7.3 exports its store, and only v0.8.0 reads that export");
        }

        private Account unprivileged() throws HostException, InterruptedException {
            if (!scene.console().isRoot()) {
                return scene.console();
            }
            var runAs = scene.account(scene.blueprint().runAs());
            return runAs.isRoot() ? Account.of("nobody") : runAs;
        }
    }
}
