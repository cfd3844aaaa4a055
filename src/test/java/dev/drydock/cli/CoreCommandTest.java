package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CoreCommandTest {

    private final StringWriter err = new StringWriter();

    @Command(name = "broken")
    private static final class Broken extends CoreCommand {

        private final Throwable thrown;

        Broken(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        int run(Session session) throws Exception {
            if (thrown instanceof Exception e) {
                throw e;
            }
            throw (Error) thrown;
        }
    }

    @Test
    void takesTheBlameForABugWithoutAStackTrace() {
        assertThat(execute(new IllegalStateException("oops"))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .contains("a bug in Drydock", "oops", "--debug")
                .doesNotContain("\tat ");
    }

    @Test
    void printsTheStackTraceWhenAsked() {
        execute(new IllegalStateException("oops"), "--debug");

        assertThat(err.toString()).contains("a bug in Drydock", "\tat dev.drydock.cli.CoreCommandTest");
    }

    @Test
    void tellsErrorsOfTheMachineInWords() {
        assertThat(execute(new OutOfMemoryError("Java heap space"), "--json")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("\"code\" : \"out-of-memory\"").doesNotContain("OutOfMemoryError");
    }

    @Test
    void helpsWithEveryCommandByAnExample() {
        var program = new CommandLine(new Broken(new Exception()));
        CoreCommands.addTo(program);

        assertThat(program.getSubcommands().keySet())
                .containsExactly("inspect", "convert", "snapshot", "verify", "listing", "check-export", "amend");
        program.getSubcommands()
                .forEach((name, command) -> assertThat(command.getUsageMessage())
                        .contains("Example:", "drydock " + name + " ", "Exit status:", "--json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "convert", "snapshot", "verify", "listing", "check-export", "amend"})
    void keepsHelpReadableInATerminal(String command) {
        var run = CommandRun.of(command, "--help").isDone();

        assertThat(run.out()).endsWith(System.lineSeparator());
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    private int execute(Throwable thrown, String... arguments) {
        return new CommandLine(new Broken(thrown)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
