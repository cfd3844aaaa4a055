package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar as it is handed out, on every Java of this machine that it is for. */
class ProgramJarIT {

    private static final Path JAR = Path.of("target/drydock.jar").toAbsolutePath();

    @TempDir
    private Path directory;

    static List<Path> javas() throws IOException {
        var javas = new ArrayList<Path>();
        javas.add(Path.of(System.getProperty("java.home"), "bin/java").toRealPath());
        var installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> homes = Files.list(installed)) {
                for (var home : (Iterable<Path>) homes::iterator) {
                    var java = home.resolve("bin/java");
                    if (Files.isExecutable(java) && !javas.contains(java.toRealPath())) {
                        javas.add(java.toRealPath());
                    }
                }
            }
        }
        return javas;
    }

    /** From JDK 24 on, Java warns of native code and of unsafe memory access: the jar must give it no reason. */
    @ParameterizedTest
    @MethodSource("javas")
    void worksWithoutAWarning(Path java) throws Exception {
        assumeTrue(Files.exists(JAR), "the jar is not built");
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var target = "rocksdb:" + directory.resolve("new");

        assertThat(run(java, "convert", "--from", store, "--to", target, "--compression", "lz4")
                        .isDone()
                        .out())
                .contains("java -jar " + JAR + " verify --source " + store + " --target " + target);
        assertThat(run(java, "verify", "--source", store, "--target", target, "--compression", "lz4")
                        .isDone()
                        .out())
                .contains("EQUAL");
        assertThat(run(java, "inspect", "--json", store)
                        .isDone()
                        .json()
                        .get("version")
                        .stringValue())
                .isEqualTo("v0.7.3");
        assertThat(run(java, "convert", "--from", store, "--to", "export:" + directory.resolve("export"))
                        .isDone()
                        .out())
                .contains("an export of v0.7.3");
        assertThat(run(java, "check-export", directory.resolve("export"))
                        .isDone()
                        .out())
                .contains("SOUND");
    }

    private CommandRun run(Path java, Object... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(java.toString(), "-jar", JAR.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return CommandProcess.start(command, directory).end();
    }
}
