package dev.drydock.upgrade.phase;

import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.installation.ServerProcess;
import dev.drydock.proof.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Looks at the process of the open server and at its program, from outside. */
final class ProcessProofs {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] SCRIPT = "#!".getBytes(StandardCharsets.US_ASCII);

    private final Yard yard;

    ProcessProofs(Yard yard) {
        this.yard = yard;
    }

    List<Proof> run() throws HostException, IOException, InterruptedException {
        return List.of(process(), version());
    }

    private Proof process() throws IOException {
        var program = yard.blueprint().program().path();
        var processes = yard.processes();
        if (processes.isEmpty()) {
            return Proof.failed("process", "process", "There is no process of the server.");
        }
        var runAs = yard.blueprint().runAs();
        for (var process : processes) {
            if (process.uid() != runAs.uid()) {
                return Proof.failed(
                        "process",
                        "process",
                        "Process " + process.pid() + " runs as user " + process.uid() + ", not as " + runAs.user()
                                + ".");
            }
        }
        var pids = String.join(
                ", ",
                processes.stream().map(process -> Long.toString(process.pid())).toList());
        if (yard.blueprint().container() == null && isScript(program)) {
            return Proof.passed(
                    "process",
                    "process",
                    "Process " + pids + " runs as " + runAs.user() + "; " + program
                            + " is a script, so that the program it has become is another.");
        }
        if (processes.stream().anyMatch(process -> process.executable() == null)) {
            return Proof.skipped(
                    "process",
                    "process",
                    "Process " + pids + " runs as " + runAs.user() + "; its program may not be looked at.");
        }
        for (var process : processes) {
            if (!runs(process, program)) {
                return Proof.failed(
                        "process",
                        "process",
                        "Process " + process.pid() + " does not run " + program + " as it was installed, but "
                                + process.executable() + (process.replaced() ? ", which was replaced" : "") + ".");
            }
        }
        return Proof.passed("process", "process", "Process " + pids + " runs " + program + " as " + runAs.user() + ".");
    }

    private static boolean runs(ServerProcess process, Path program) throws IOException {
        var executable = process.executable();
        // Another root directory, as in a container, has another name for the same file.
        return executable != null
                && !process.replaced()
                && (process.contained() || executable.equals(program) || isSame(executable, program));
    }

    private static boolean isSame(Path executable, Path program) throws IOException {
        return Files.exists(executable) && Files.isSameFile(executable, program);
    }

    private static boolean isScript(Path program) throws IOException {
        try (var in = Files.newInputStream(program)) {
            return Arrays.equals(in.readNBytes(SCRIPT.length), SCRIPT);
        }
    }

    private Proof version() throws HostException, InterruptedException {
        var image = yard.server().programProof();
        if (image.isPresent()) {
            return image.get();
        }
        var program = yard.blueprint().program().path();
        var asked = yard.runner()
                .run(Command.of(program.toString(), "--version")
                        .as(Yard.account(yard.blueprint().runAs()))
                        .withLimit(LIMIT));
        var version = ProgramVersion.parse(String.join("\n", asked.output()));
        return version.equals(ProgramVersion.TARGET)
                ? Proof.passed("program-version", "program", program + " says that it is version " + version + ".")
                : Proof.failed(
                        "program-version",
                        "program",
                        program + " says that its version is " + version + ", not " + ProgramVersion.TARGET + ".");
    }
}
