package dev.drydock.upgrade.preflight;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.ElfFile;
import dev.drydock.host.HostException;
import dev.drydock.host.Sha256;
import dev.drydock.installation.Finding;
import dev.drydock.installation.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The new program: the right file, for this machine, of the right version. */
final class ReleaseCheck implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    public String topic() {
        return "release";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var release = scene.blueprint().release();
        var file = release.file();
        if (file == null) {
            return List.of(Finding.fail(
                    "release.unnamed",
                    "No program of v0.8.0 was named, so there is nothing to install",
                    "Name its file: release.file, and its sum in release.sha256"));
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return List.of(Finding.fail(
                    "release.unreadable",
                    "The new program " + file + " is not there, or may not be read",
                    "Put it back, or plan anew with another file"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(sum(scene, file, String.valueOf(release.sha256())));
        var fits = architecture(file, findings);
        if (fits) {
            findings.add(version(scene, file));
        }
        return findings;
    }

    private static Finding sum(Scene scene, Path file, String planned) throws HostException, IOException {
        var sum = Sha256.of(file);
        var choice = scene.blueprint().request().release();
        if (!sum.equalsIgnoreCase(planned)) {
            return Finding.fail(
                    "release.changed",
                    file + " is not the file that the plan was made with: its SHA-256 is " + sum + ", not " + planned,
                    "Find out who has changed it, then plan anew");
        }
        return choice == null || choice.sha256() == null
                ? Finding.notice(
                        "release.sum",
                        "Nobody has said what the SHA-256 of " + file + " must be; it is " + sum,
                        "Compare it with the sum that the vendor publishes, or give it as release.sha256")
                : Finding.pass("release.sum", "The SHA-256 of " + file + " is the one given, " + sum);
    }

    /** Whether the file may be started on this machine. */
    private static boolean architecture(Path file, List<Finding> findings) {
        try {
            var elf = ElfFile.read(file);
            if (elf.isEmpty()) {
                findings.add(Finding.skip(
                        "release.architecture",
                        file + " is no ELF file, so it cannot be seen which machine it is for",
                        "See whether it is the program itself, not an archive or a script"));
                return true;
            }
            var machine = elf.get();
            if (!machine.isForThisMachine()) {
                findings.add(Finding.fail(
                        "release.architecture",
                        file + " is built for " + machine.machineName() + " with " + machine.bits()
                                + " bits; this machine is " + System.getProperty("os.arch"),
                        "Take the release for this machine"));
                return false;
            }
            findings.add(Finding.pass("release.architecture", file + " is built for " + machine.machineName()));
            if (!machine.hasItsInterpreter()) {
                findings.add(Finding.fail(
                        "release.loader",
                        file + " asks for the loader " + machine.interpreter().orElse("") + ", which is not here",
                        "Take the release for the C library of this system (gnu or musl)"));
                return false;
            }
            return true;
        } catch (HostException e) {
            findings.add(Finding.fail("release.damaged", e.problem(), e.nextStep()));
            return false;
        }
    }

    private static Finding version(Scene scene, Path file) throws HostException, InterruptedException {
        var code = "release.version";
        var account = unprivileged(scene);
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
        return version.equals(ProgramVersion.TARGET)
                ? Finding.pass(code, file + " says, asked as " + account.user() + ", that it is v" + version)
                : Finding.fail(
                        code,
                        file + " says that it is " + version + ", not " + ProgramVersion.TARGET
                                + (version instanceof ProgramVersion.Unknown unknown
                                        ? " (" + unknown.reason() + ")"
                                        : ""),
                        "Take the release v0.8.0: only its import reads an export of v0.7.3");
    }

    private static Account unprivileged(Scene scene) throws HostException, InterruptedException {
        if (!scene.console().isRoot()) {
            return scene.console();
        }
        var runAs = scene.account(scene.blueprint().runAs());
        return runAs.isRoot() ? Account.of("nobody") : runAs;
    }
}
