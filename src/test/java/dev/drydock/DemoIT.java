package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The second command of the README: an upgrade of a made-up mail server, without a browser. */
class DemoIT {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int demo(String... more) {
        var command = new String[more.length + 3];
        command[0] = "demo";
        command[1] = "--directory";
        command[2] = directory.resolve("demo").toString();
        System.arraycopy(more, 0, command, 3, more.length);
        return Drydock.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command);
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void upgradesAndPrintsTheReport(Sandbox.Kind kind) {
        assertThat(demo("--store", kind.name().toLowerCase(Locale.ROOT)))
                .as(out + "\n" + err)
                .isZero();

        assertThat(out.toString())
                .contains(
                        "Done: No mail program will download again",
                        "property",
                        "all of it is deleted now",
                        "mail.harbour.example");
        assertThat(err.toString()).isEmpty();
        assertThat(directory.resolve("demo")).doesNotExist();
    }

    @Test
    void printsTheReportAloneAsJson() {
        assertThat(demo("--json")).as(out + "\n" + err).isZero();

        var report = JsonMapper.builder().build().readTree(out.toString());
        assertThat(report.path("state").asString()).isEqualTo("succeeded");
        assertThat(report.path("families").isEmpty()).isFalse();
    }
}
