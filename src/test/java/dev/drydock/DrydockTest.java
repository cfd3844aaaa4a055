package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DrydockTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void servesWhenNothingElseIsAskedFor() {
        assertThat(Drydock.orServe(new String[] {})).containsExactly("serve");
        assertThat(Drydock.orServe(new String[] {"--port", "9000"})).containsExactly("serve", "--port", "9000");
        assertThat(Drydock.orServe(new String[] {"--home=/srv/drydock"}))
                .containsExactly("serve", "--home=/srv/drydock");
    }

    @Test
    void leavesNamedCommandsAlone() {
        assertThat(Drydock.orServe(new String[] {"inspect", "--port"})).containsExactly("inspect", "--port");
        assertThat(Drydock.orServe(new String[] {"--version"})).containsExactly("--version");
    }

    @Test
    void tellsItsVersion() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).matches("drydock \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void tellsTheConsoleAmongItsCommands() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("serve");
    }

    @Test
    void refusesUnknownArgumentsAsUsage() {
        assertThat(execute("--no-such-option")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
    }

    @Test
    void refusesAnImpossiblePortAsUsage() {
        assertThat(execute("serve", "--port", "65536")).isEqualTo(2);
        assertThat(err.toString()).contains("65536");
    }

    @Test
    void failsWithTheReasonWhenTheHomeCannotBeMade() {
        assertThat(execute("serve", "--port", "0", "--home", "/dev/null/home")).isEqualTo(1);
        assertThat(err.toString()).contains("The console did not start.", "/dev/null/home", "--home");
    }

    private int execute(String... args) {
        return Drydock.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
