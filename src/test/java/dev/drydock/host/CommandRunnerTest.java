package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.LineConsumer.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CommandRunnerTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final CommandRunner runner = new CommandRunner();

    @TempDir
    Path directory;

    @Test
    void handsOnTheLinesOfBothStreams() throws Exception {
        var lines = new ArrayList<Line>();

        var result = runner.run(
                script("echo one; echo two >&2; printf three"), (channel, text) -> lines.add(new Line(channel, text)));

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        new Line(Channel.OUT, "one"), new Line(Channel.ERR, "two"), new Line(Channel.OUT, "three"));
        assertThat(result.lastLines()).containsExactlyElementsOf(lines);
        assertThat(result.output()).containsExactly("one", "three");
        assertThat(result.isSuccess()).isTrue();
    }

    @Test
    void tellsStatusAndSignalApart() throws Exception {
        assertThat(runner.run(script("exit 3")).exit().status()).hasValue(3);
        var killed = runner.run(script("kill -9 $$")).exit();
        assertThat(killed.signal()).hasValue(9);
        assertThat(killed.status()).isEmpty();
        assertThat(killed.inWords()).contains("signal 9", "KILL");
        assertThat(runner.run(script("kill -9 $$")).isSuccess()).isFalse();
    }

    @Test
    void takesRightsAwayFromWhatAChildMakesAndLeavesItsArgumentsAlone() throws Exception {
        var file = directory.resolve("a 'file' of $HOME; \"made\"");
        var arguments = List.of(
                "sh", "-c", ": >\"$1\"; shift; printf '%s\\n' \"$@\"", "it", file.toString(), "", "a b", "$(id)");

        var result = runner.run(Command.of(arguments).withUmask(0077));

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.output()).containsExactly("", "a b", "$(id)");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isStillTheProgramItselfThatWasStartedWithAUmask() throws Exception {
        var result = runner.run(Command.of("sh", "-c", "kill -9 $$").withUmask(0077));

        assertThat(result.exit().signal()).hasValue(9);
    }

    @Test
    void failsWithTheLastWordsOfTheCommand() throws Exception {
        var result = runner.run(script("echo No store configured >&2; exit 1"));

        assertThatThrownBy(() -> result.orFail("Export the store"))
                .isInstanceOf(HostException.class)
                .hasMessageContainingAll("Export the store", "status 1", "No store configured");
    }

    @Test
    void givesNothingOfItsOwnEnvironment() throws Exception {
        var result = runner.run(Command.of("/usr/bin/env").withEnvironment(Map.of("ONLY", "this")));

        assertThat(result.output()).containsExactlyInAnyOrder("ONLY=this", Processes.MARK + "=1");
    }

    @Test
    void givesAnEmptyInputAndTheDirectoryAskedFor() throws Exception {
        var result = runner.run(script("cat; pwd").in(directory));

        assertThat(result.output()).containsExactly(directory.toRealPath().toString());
    }

    @Test
    void handsArgumentsOnAsTheyAre() throws Exception {
        var result = runner.run(Command.of("/bin/echo", "$HOME", "a b", "'; id", "*"));

        assertThat(result.output()).containsExactly("$HOME a b '; id *");
    }

    @Test
    void cutsEndlessLinesAndReplacesWhatIsNoText() throws Exception {
        var result = runner.run(script("head -c 300000 /dev/zero | tr '\\0' x; echo; printf 'a\\377b\\r\\n'"));

        assertThat(result.output()).hasSize(2);
        assertThat(result.output().get(0)).hasSize(LineSplitter.LONGEST + LineSplitter.MARK.length());
        assertThat(result.output().get(0)).endsWith(LineSplitter.MARK);
        assertThat(result.output().get(1)).isEqualTo("a\uFFFDb");
    }

    @Test
    void keepsOnlyTheLastLines() throws Exception {
        var count = new int[1];
        var result = runner.run(script("seq 1 20000"), (channel, text) -> count[0]++);

        assertThat(count[0]).isEqualTo(20_000);
        assertThat(result.output()).hasSizeLessThanOrEqualTo(200).endsWith("19999", "20000");
    }

    @Test
    void doesNotWaitForAGrandchildThatKeepsThePipe() throws Exception {
        var running = runner.start(script("sleep 600 & echo $!"), LineConsumer.NOBODY);

        var result = running.waitFor();

        var grandchild = Long.parseLong(result.output().get(0));
        assertThat(Processes.startTicks(grandchild)).isPresent();
        running.terminate(AT_ONCE);
        assertThat(Processes.startTicks(grandchild)).isEmpty();
    }

    @Test
    void startsTheProgramItselfInASessionOfItsOwn() throws Exception {
        var running = runner.start(Command.of("sleep", "600"), LineConsumer.NOBODY);
        try {
            var status = ProcessStatus.of(running.pid()).orElseThrow();
            assertThat(status.session()).isEqualTo(running.pid());
            assertThat(status.group()).isEqualTo(running.pid());
            assertThat(status.startTicks()).isEqualTo(running.startTicks());
            Eventually.holds(
                    "sleep in the place of setsid",
                    () -> ProcessStatus.of(running.pid()).orElseThrow().name().equals("sleep"));
        } finally {
            running.terminate(AT_ONCE);
        }
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void endsACommandWhoseTimeIsUp() throws Exception {
        var result = runner.run(script("sleep 600 & wait").withLimit(Duration.ofMillis(300)));

        assertThat(result.timedOut()).isTrue();
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.exit().signal()).hasValue(15);
    }

    @Test
    void asksFirstAndKillsWhoeverDoesNotListen() throws Exception {
        var obedient =
                runner.start(script("trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.1; done"), lines());
        awaitLine("up");
        assertThat(obedient.terminate(Duration.ofSeconds(30)).exit().status()).hasValue(7);
        assertThat(said).contains("bye");

        said.clear();
        var deaf = runner.start(script("trap '' TERM; echo up; while :; do sleep 0.1; done"), lines());
        awaitLine("up");
        assertThat(deaf.terminate(Duration.ofMillis(300)).exit().signal()).hasValue(9);
    }

    @Test
    void runsAsAnotherAccountWithItsGroupsAndWithoutCapabilities() throws Exception {
        assumeThat(Account.current().isRoot()).isTrue();
        var nobody = Account.of("nobody");

        var result = runner.run(script("id -u; id -g; id -G; grep -E 'Cap(Inh|Prm|Eff):' /proc/self/status")
                .as(nobody));

        assertThat(result.output().subList(0, 3))
                .containsExactly(Long.toString(nobody.uid()), Long.toString(nobody.gid()), Long.toString(nobody.gid()));
        assertThat(result.output().subList(3, 6))
                .allSatisfy(line -> assertThat(line).endsWith("\t0000000000000000"));
        var group = Account.of("nobody", "daemon");
        assertThat(runner.run(script("id -gn").as(group)).output()).containsExactly("daemon");
    }

    @Test
    void namesProgramsThatCannotBeStarted() throws Exception {
        var script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> runner.run(Command.of("/nowhere/stalwart-mail", "--version")))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("/nowhere/stalwart-mail does not exist");
        assertThatThrownBy(() -> runner.run(Command.of(script.toString()))).hasMessageContaining("may not be executed");
        assertThatThrownBy(() -> runner.run(Command.of("no-such-tool-at-all")))
                .hasMessageContaining("is not on this machine");
        assertThatThrownBy(() -> runner.run(Command.of("bin/sh"))).hasMessageContaining("relative");
        assertThatThrownBy(() -> runner.run(Command.of("sleep", "1").in(directory.resolve("gone"))))
                .hasMessageContaining("gone");
    }

    @Test
    void handsOnWhatTheConsumerThrowsAndStillReadsToTheEnd() {
        assertThatThrownBy(() -> runner.run(script("seq 1 100000"), (channel, text) -> {
                    throw new IllegalStateException("journal full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("journal full");
    }

    @Test
    void writesOutputToAFileThatNobodyElseReadsAndFollowsIt() throws Exception {
        var file = directory.resolve("server.log");
        Files.writeString(file, "of the run before\n");

        var result = runner.run(script("echo one; echo two >&2").withOutputTo(file), lines());

        assertThat(said).containsExactly("one", "two");
        assertThat(result.output()).containsExactly("one", "two");
        assertThat(file).hasContent("of the run before\none\ntwo\n");
        var fresh = directory.resolve("fresh.log");
        runner.run(script("echo x").withOutputTo(fresh));
        assertThat(Files.getPosixFilePermissions(fresh)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void writesOutputThroughNoLink() throws Exception {
        var target = Files.writeString(directory.resolve("target"), "");
        var link = Files.createSymbolicLink(directory.resolve("server.log"), target);

        assertThatThrownBy(() -> runner.run(script("echo x").withOutputTo(link)))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("is a link");
        assertThat(target).isEmptyFile();
    }

    @Test
    void showsNoEnvironmentInWords() {
        var command = Command.of("/bin/echo", "a b", "it's").withVariable("PASSWORD", "hunter2");

        assertThat(command.toString()).isEqualTo("/bin/echo 'a b' 'it'\\''s'").doesNotContain("hunter2");
    }

    private final List<String> said = java.util.Collections.synchronizedList(new ArrayList<>());

    private LineConsumer lines() {
        return (channel, text) -> said.add(text);
    }

    private void awaitLine(String line) throws Exception {
        Eventually.holds(line, () -> said.contains(line));
    }

    private static Command script(String text) {
        return Command.of("/bin/sh", "-c", text);
    }
}
