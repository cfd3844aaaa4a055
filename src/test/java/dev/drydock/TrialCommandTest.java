package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.upgrade.phase.QuickStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trial before mail is stopped, as a program of its own: out of jars, as Drydock is handed out. */
class TrialCommandTest {

    @TempDir
    private Path directory;

    /** What it prints and its status, on the last line. */
    private String run(List<String> words) throws Exception {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("DRYDOCK_HOME", directory.resolve("home").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "status " + process.waitFor();
    }

    private List<String> program() throws IOException {
        var jar = directory.resolve("drydock-classes.jar");
        if (!Files.exists(jar)) {
            pack(
                    Path.of(Drydock.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath()),
                    jar);
        }
        var path = Stream.concat(
                        Stream.of(jar.toString()),
                        Stream.of(System.getProperty("java.class.path").split(":"))
                                .filter(entry -> entry.endsWith(".jar")))
                .toList();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(":", path),
                Drydock.class.getName());
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void convertsAndLeavesWhatMakesTheNextStartShorter(Sandbox.Kind kind) throws Exception {
        var start = QuickStart.of(directory.resolve("home"), program());
        assertThat(start.words()).isEqualTo(program());
        var scratch = directory.resolve("scratch");
        var name = kind.name().toLowerCase(Locale.ROOT);

        assertThat(run(start.trial(name, scratch, true)))
                .contains("EQUAL: every record is there")
                .endsWith("status 0");

        assertThat(start.directory()).isDirectoryContaining("glob:**/lib*.so");
        // A Java that must use the archive does not start without it.
        var must = new ArrayList<>(start.words());
        must.add(1, "-Xshare:on");
        must.addAll(List.of("inspect", name + ":" + scratch.resolve("new"), "--json"));
        assertThat(must).anyMatch(word -> word.startsWith("-XX:SharedArchiveFile="));
        assertThat(run(must)).contains("\"version\"").endsWith("status 0");
    }

    @Test
    void leavesNoArchiveWhereItIsNotAskedTo() throws Exception {
        var start = QuickStart.of(directory.resolve("home"), program());

        assertThat(run(start.trial("sqlite", directory.resolve("scratch"), false)))
                .endsWith("status 0");

        assertThat(start.words())
                .contains("-Ddrydock.libraries=" + start.directory())
                .noneMatch(word -> word.startsWith("-XX:SharedArchiveFile="));
    }

    @Test
    void saysWhyItCannotBeDoneThere() throws Exception {
        var start = QuickStart.of(directory.resolve("home"), program());
        var scratch = directory.resolve("missing/scratch");

        assertThat(run(start.trial("rocksdb", scratch, false)))
                .contains("drydock: no store can be made in " + scratch)
                .doesNotContain("\tat ")
                .endsWith("status 1");
    }

    @Test
    void isForTheFilesOfTheProgramThatTriedIt() throws Exception {
        var home = directory.resolve("home");
        var before = QuickStart.of(home, program());
        Files.createDirectories(before.directory());
        assertThat(QuickStart.of(home, program())).isEqualTo(before);
        assertThat(before.words()).hasSizeGreaterThan(program().size());

        Files.writeString(directory.resolve("drydock-classes.jar"), "another one");

        var after = QuickStart.of(home, program());
        assertThat(after.directory()).isNotEqualTo(before.directory());
        assertThat(after.words()).isEqualTo(program());
    }
}
