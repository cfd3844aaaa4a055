package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that the jar has made: its programs start the jar again. */
class StandInJarIT {

    private static final Path JAR =
            Path.of(System.getProperty("drydock.jar", "target/drydock.jar")).toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path directory;

    @Test
    void exportsImportsAndServesFromTheJar() throws Exception {
        assumeTrue(Files.exists(JAR), "the jar is not built");
        var made = Programs.run(JAVA, "-jar", JAR, StandIn.COMMAND, "create", directory.resolve("sandbox"), "rocksdb");
        assertThat(made.isSuccess()).as(made.lastLines().toString()).isTrue();
        var sandbox = Sandbox.at(directory.resolve("sandbox"));
        assertThat(Files.readString(sandbox.program())).contains("'-jar' '" + JAR + "'");

        String before;
        try (var server = SandboxServer.start(sandbox)) {
            before = ImapTranscript.of(sandbox.ports().imap(), "ada", "secret-ada");
            assertThat(server.log()).contains("Serving.");
        }
        Programs.upgrade(sandbox);

        try (var server = SandboxServer.start(sandbox)) {
            assertThat(ImapTranscript.of(sandbox.ports().imap(), "ada", "secret-ada"))
                    .isEqualTo(before);
            assertThat(server.log()).contains("0.8.0");
        }
    }
}
