package dev.drydock.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.ServerProcess.Match;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a copy of a shell that waits for a line that never comes, called what the server is called. */
class ProcessScanTest {

    private static final Path PROC = Path.of("/proc");

    @TempDir
    private Path temporary;

    private final List<Process> started = new ArrayList<>();
    private Path program = Path.of("");
    private Path configuration = Path.of("");

    @BeforeEach
    void installs() throws IOException {
        var root = temporary.toRealPath();
        program = Files.createDirectories(root.resolve("bin")).resolve("stalwart-mail");
        Files.copy(Path.of("/bin/sh").toRealPath(), program, StandardCopyOption.COPY_ATTRIBUTES);
        configuration = Files.createDirectories(root.resolve("etc")).resolve("config.toml");
        Files.writeString(configuration, "a = 1\n");
    }

    @AfterEach
    void ends() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void findsTheServerWithItsConfiguration() throws Exception {
        var child = start(program, Map.of("RUN_AS_USER", "mail", "PASSWORD", "hunter2"), "--config=" + configuration);

        var process = only(scan(List.of(program)));

        assertThat(process.pid()).isEqualTo(child.pid());
        assertThat(process.match()).isEqualTo(Match.CONFIGURATION);
        assertThat(process.executable()).isEqualTo(program);
        assertThat(process.replaced()).isFalse();
        assertThat(process.contained()).isFalse();
        assertThat(process.workingDirectory()).isEqualTo(temporary.toRealPath());
        assertThat(process.startTicks()).isPositive();
        assertThat(process.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        assertThat(process.environment().value("RUN_AS_USER")).isEqualTo("mail");
        assertThat(process.toString()).doesNotContain("hunter2");
    }

    @Test
    void findsTheServerWhateverProgramItIs() throws Exception {
        var other = Files.copy(program, program.resolveSibling("stand-in"), StandardCopyOption.COPY_ATTRIBUTES);
        start(other, Map.of(), "--config", "etc/config.toml");

        assertThat(only(scan(List.of(program))).match()).isEqualTo(Match.CONFIGURATION);
    }

    @Test
    void heedsTheVariableThatTheServerHeedsFirst() throws Exception {
        var other = Files.writeString(configuration.resolveSibling("other.toml"), "a = 1\n");
        start(program, Map.of("CONFIG_PATH", configuration.toString()), "--config", other.toString());

        assertThat(only(scan(List.of())).match()).isEqualTo(Match.CONFIGURATION);
        assertThat(only(ProcessScan.of(PROC, other, List.of(program))).match()).isEqualTo(Match.PROGRAM);
    }

    @Test
    void findsTheProgramWithAnotherConfiguration() throws Exception {
        start(program, Map.of(), "--config", "/elsewhere/config.toml");

        assertThat(only(scan(List.of(program))).match()).isEqualTo(Match.PROGRAM);
    }

    @Test
    void findsAnotherProgramOfTheName() throws Exception {
        start(program, Map.of());

        assertThat(only(scan(List.of())).match()).isEqualTo(Match.NAME);
        assertThat(scan(List.of()).ofInstallation()).isEmpty();
    }

    @Test
    void seesThatTheProgramWasReplaced() throws Exception {
        start(program, Map.of(), "--config", configuration.toString());
        var next = Files.copy(program, program.resolveSibling("next"));
        Files.move(next, program, StandardCopyOption.REPLACE_EXISTING);

        var process = only(scan(List.of(program)));

        assertThat(process.replaced()).isTrue();
        assertThat(process.executable()).isEqualTo(program);
    }

    @Test
    void seesThatTheProgramWasRemoved() throws Exception {
        start(program, Map.of(), "--config", configuration.toString());
        Files.delete(program);

        assertThat(only(scan(List.of())).replaced()).isTrue();
    }

    @Test
    void findsNoEditorOfTheConfiguration() throws Exception {
        var editor = Files.copy(program, program.resolveSibling("editor"), StandardCopyOption.COPY_ATTRIBUTES);
        var child = start(editor, Map.of(), configuration.toString());

        // Others of the server's name may run on the machine.
        assertThat(scan(List.of(program)).found())
                .extracting(ServerProcess::pid)
                .doesNotContain(child.pid());
    }

    @Test
    void countsWhatMayNotBeSeenAndWhatIsHidden() throws Exception {
        var proc = Files.createDirectory(temporary.resolve("proc"));
        var process = Files.createDirectory(proc.resolve("4242"));
        Files.writeString(process.resolve("stat"), "4242 (a) name) S " + "1 ".repeat(40));
        Files.writeString(process.resolve("status"), "Name:\tx\nUid:\t1\t2\t3\t4\n");
        Files.writeString(process.resolve("cmdline"), "stalwart-mail\0--config\0" + configuration + "\0");
        Files.createSymbolicLink(process.resolve("exe"), program);
        Files.createSymbolicLink(process.resolve("cwd"), Path.of("/"));
        Files.createSymbolicLink(process.resolve("root"), Path.of("/"));
        Files.createDirectory(proc.resolve("self"));
        Files.writeString(proc.resolve("self/mountinfo"), "22 1 0:5 / /proc rw,hidepid=invisible - proc proc rw\n");

        var found = ProcessScan.of(proc, configuration, List.of());

        assertThat(found.hidden()).isTrue();
        assertThat(only(found).uid()).isEqualTo(2);
        assertThat(only(found).environment()).isNull();
    }

    private ServerProcesses scan(List<Path> programs) {
        return ProcessScan.of(PROC, configuration, programs);
    }

    /** Others of the name may run on the machine; of ours there is one. */
    private ServerProcess only(ServerProcesses processes) {
        var ours = processes.found().stream()
                .filter(process ->
                        process.pid() == 4242 || started.stream().anyMatch(child -> child.pid() == process.pid()))
                .toList();
        assertThat(ours).hasSize(1);
        return ours.get(0);
    }

    private Process start(Path file, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(file.toString(), "-c", "echo ready; read line", "name"));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(temporary.toRealPath().toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }
}
