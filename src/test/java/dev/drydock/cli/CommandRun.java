package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command has answered.
 *
 * @param status exit status
 */
record CommandRun(int status, String out, String err) {

    /** Runs a command in this process. */
    static CommandRun of(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var program = new CommandLine(new Program());
        CoreCommands.addTo(program);
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var strings = new String[arguments.length];
        for (var i = 0; i < strings.length; i++) {
            strings[i] = arguments[i].toString();
        }
        return new CommandRun(program.execute(strings), out.toString(), err.toString());
    }

    @CommandLine.Command(name = "drydock")
    private static final class Program {}

    CommandRun isDone() {
        assertThat(status).as(err).isEqualTo(ExitStatus.DONE);
        assertThat(err).isEmpty();
        return this;
    }

    /** That it failed with one line on standard error, and said nothing on standard output. */
    CommandRun failsWith(int expected, String... words) {
        assertThat(status).as(err).isEqualTo(expected);
        assertThat(out).isEmpty();
        assertThat(err.lines()).as(err).hasSize(1);
        assertThat(err).startsWith("drydock: ").contains(words).doesNotContain("Exception", "\tat ");
        return this;
    }

    /** That it failed with one object on standard error. */
    CommandRun failsWithJson(int expected) {
        assertThat(status).as(err).isEqualTo(expected);
        assertThat(out).isEmpty();
        assertThat(jsonError().propertyNames()).containsExactly("code", "problem", "nextStep");
        return this;
    }

    JsonNode json() {
        return new JsonMapper().readTree(out);
    }

    JsonNode jsonError() {
        return new JsonMapper().readTree(err);
    }
}
