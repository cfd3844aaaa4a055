package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.Machine;
import dev.drydock.upgrade.Candidates.Candidate;
import dev.drydock.upgrade.Candidates.Source;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that wait for a line that never comes. */
class CandidatesTest {

    @TempDir
    private Path temporary;

    private final List<Process> started = new ArrayList<>();
    private ConsoleSettings settings = ConsoleSettings.of(Path.of("/nowhere"), "test");
    private Path config = Path.of("");

    @BeforeEach
    void installs() throws Exception {
        var root = temporary.toRealPath();
        settings = ConsoleSettings.of(root, "test");
        config = Files.writeString(root.resolve("config.toml"), "storage.data = \"a\"\n");
    }

    @AfterEach
    void ends() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws Exception {
        var program = temporary.toRealPath().resolve("server");
        Files.copy(Path.of("/bin/sh").toRealPath(), program, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<>(List.of(program.toString(), "-c", "read line", "server"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(temporary.toRealPath().toFile())
                .start();
        started.add(process);
        var commandLine = Path.of("/proc/" + process.pid() + "/cmdline");
        while (!Files.readString(commandLine).contains("read line")) {
            Thread.onSpinWait();
        }
        return process;
    }

    private List<Candidate> here() throws Exception {
        var root = temporary.toRealPath();
        return Candidates.look(settings, Machine.here()).installations().stream()
                .filter(candidate -> candidate.config().startsWith(root))
                .toList();
    }

    @Test
    void findsTheConfigurationThatAServerWasStartedWith() throws Exception {
        var process = start("--config", "./config.toml");

        assertThat(here())
                .containsExactly(
                        new Candidate(config, Source.RUNNING, "Process " + process.pid() + " was started with it"));
    }

    @Test
    void passesOverWhatIsNoConfigurationOfAMailServer() throws Exception {
        Files.writeString(config.resolveSibling("other.toml"), "a = 1\n");
        Files.writeString(config.resolveSibling("other.yml"), "- storage.data: {\n");
        start("--config=other.toml");
        start("--config", "other.yml", "--config", "missing.toml", "--config", ".");

        assertThat(here()).isEmpty();
    }

    @Test
    void putsWhatTheConsoleWasStartedForFirstAndOnce() throws Exception {
        settings = settings.suggesting(UpgradeRequest.of(config, UpgradeRequest.Deployment.command("mail"), null));
        start("--config", config.toString());

        assertThat(here())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.source()).isEqualTo(Source.SUGGESTION));
    }

    @Test
    void namesTheCommandsOrSaysWhyThereAreNone() throws Exception {
        var missing = Candidates.look(settings, Machine.here());
        Files.writeString(settings.commands(), """
                [second]
                start = ["/a"]
                stop = ["/b"]
                probe = ["/c"]
                [first]
                start = ["/a"]
                stop = ["/b"]
                probe = ["/c"]
                """);
        Files.setPosixFilePermissions(settings.commands(), PosixFilePermissions.fromString("rw-------"));
        var named = Candidates.look(settings, Machine.here());
        Files.writeString(settings.commands(), "nonsense");
        var wrong = Candidates.look(settings, Machine.here());

        assertThat(missing.commands()).isEmpty();
        assertThat(missing.commandsProblem()).contains("There is no file of commands");
        assertThat(named.commands()).containsExactly("first", "second");
        assertThat(named.commandsProblem()).isNull();
        assertThat(wrong.commandsProblem()).contains("Line 1");
    }
}
