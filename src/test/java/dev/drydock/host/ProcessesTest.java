package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ProcessesTest {

    @TempDir
    Path directory;

    @Test
    void findsAndEndsTheGroupOfAConsoleThatWasKilled() throws Exception {
        var console = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunnerThatIsKilled.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        var started = directory.resolve("started");
        Eventually.holds("a child", () -> Files.exists(started) || !console.isAlive());
        var words = Files.readString(started).split(" ", -1);
        var pid = Long.parseLong(words[0]);
        var startTicks = Long.parseLong(words[1]);

        console.destroyForcibly().waitFor();

        var output = directory.resolve("output");
        var size = Files.size(output);
        Eventually.holds("more output without its console", () -> Files.size(output) > size);
        assertThat(Processes.isAlive(pid, startTicks)).isTrue();
        assertThat(Processes.find(info -> info.pid() == pid)).singleElement().satisfies(info -> {
            assertThat(info.commandLine()).startsWith("/bin/sh", "-c");
            assertThat(info.executable()).isPresent();
            assertThat(info.startTicks()).isEqualTo(startTicks);
            assertThat(info.uid()).isEqualTo(NameService.currentUid());
            assertThat(info.unread()).isEmpty();
        });
        var sleepers = Processes.find(info -> info.commandLine().equals(List.of("sleep", "601")));
        assertThat(sleepers).anyMatch(info -> info.parent() == pid);

        Processes.endGroup(pid, startTicks);

        assertThat(Processes.isAlive(pid, startTicks)).isFalse();
        assertThat(Processes.isGroupAlive(pid, startTicks)).isFalse();
        assertThat(Processes.find(info -> sleepers.stream().anyMatch(it -> it.pid() == info.pid())))
                .isEmpty();
    }

    @Test
    void leavesALaterProcessOfTheSameNumberAlone() throws Exception {
        var running = sleeper();
        try {
            Processes.endGroup(running.pid(), running.startTicks() - 1);
            Processes.endGroup(running.pid(), running.startTicks() + 1);

            assertThat(Processes.isAlive(running.pid(), running.startTicks())).isTrue();
            assertThat(Processes.isAlive(running.pid(), running.startTicks() - 1))
                    .isFalse();
        } finally {
            running.terminate(Duration.ZERO);
        }
    }

    @Test
    void leavesAGroupAloneThatHasLostItsLeaderAndIsNotOurs() throws Exception {
        var foreign = new ProcessBuilder("setsid", "sh", "-c", "echo $$; sleep 600 >/dev/null 2>&1 & echo $!");
        foreign.environment().remove(Processes.MARK);
        var process = foreign.start();
        var lines = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .split("\n", -1);
        process.waitFor();
        var leader = Long.parseLong(lines[0]);
        var sleeper = Long.parseLong(lines[1]);
        var ticks = Processes.startTicks(sleeper).orElseThrow();
        try {
            assertThat(ProcessStatus.of(sleeper).orElseThrow().session()).isEqualTo(leader);

            Processes.endGroup(leader, 1, Duration.ZERO);

            assertThat(Processes.isAlive(sleeper, ticks)).isTrue();
        } finally {
            Processes.endGroup(sleeper, ticks, Duration.ZERO);
        }
        assertThat(Processes.isAlive(sleeper, ticks)).isFalse();
    }

    @Test
    void countsZombiesAsGone() throws Exception {
        // The shell becomes a sleep, which does not ask what became of the shell's child.
        var running = new CommandRunner()
                .start(
                        Command.of("/bin/sh", "-c", "true & echo $!; exec sleep 600")
                                .withOutputTo(directory.resolve("output")),
                        LineConsumer.NOBODY);
        try {
            var output = directory.resolve("output");
            Eventually.holds(
                    "the child's number", () -> Files.readString(output).endsWith("\n"));
            var child = Long.parseLong(Files.readString(output).trim());

            Eventually.holds(
                    "a zombie",
                    () -> ProcessStatus.of(child)
                            .filter(status -> !status.isAlive())
                            .isPresent());

            assertThat(Processes.startTicks(child)).isEmpty();
            assertThat(Processes.find(info -> info.pid() == child)).isEmpty();
        } finally {
            running.terminate(Duration.ZERO);
        }
    }

    @Test
    void saysNothingOfProcessesThatAreNotThere() throws Exception {
        assertThat(Processes.startTicks(Long.MAX_VALUE)).isEmpty();
        assertThat(Processes.isAlive(Long.MAX_VALUE, 1)).isFalse();
        Processes.endGroup(Long.MAX_VALUE, 1);
    }

    @Test
    void readsNamesThatLookLikeFields() {
        var status =
                ProcessStatus.parse("42 (a) R 7 (b) S 7 40 41 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2 3\n");

        assertThat(status).isEqualTo(new ProcessStatus(42, "a) R 7 (b", 'S', 7, 40, 41, 987654));
        assertThatThrownBy(() -> ProcessStatus.parse("42 (a) S 7")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ProcessStatus.parse("")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void seesThatAProgramWasReplacedUnderItsProcess() throws Exception {
        var program = directory.resolve("odd name (deleted)");
        Files.copy(Tool.find("sleep"), program, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        var running = new CommandRunner().start(Command.of(program.toString(), "600"), LineConsumer.NOBODY);
        try {
            Eventually.holds(
                    "the program",
                    () -> !Processes.find(info ->
                                    info.pid() == running.pid() && info.name().startsWith("odd"))
                            .isEmpty());
            Files.delete(program);

            assertThat(Processes.find(info -> info.pid() == running.pid()))
                    .singleElement()
                    .satisfies(info -> {
                        assertThat(info.executable()).contains(program);
                        assertThat(info.executableGone()).isTrue();
                    });
        } finally {
            running.terminate(Duration.ZERO);
        }
    }

    private static RunningCommand sleeper() throws Exception {
        return new CommandRunner().start(Command.of("sleep", "600"), LineConsumer.NOBODY);
    }
}
