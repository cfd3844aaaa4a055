package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void isClosedToOthers() throws Exception {
        var work = directory.resolve("a/work");
        try (var scratch = ScratchDirectory.in(work, "copy")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isRemovedWithItsFiles() throws Exception {
        try (var scratch = ScratchDirectory.in(directory, "copy")) {
            Files.writeString(scratch.path().resolve("store"), "x");
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isKeptWhileItsOwnerLives() throws Exception {
        try (var first = ScratchDirectory.in(directory, "copy");
                var second = ScratchDirectory.in(directory, "copy")) {
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
        }
        var other = start();
        try (var out = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            var path = Path.of(out.readLine());
            try (var own = ScratchDirectory.in(directory, "copy")) {
                assertThat(path).isDirectory();
                assertThat(own.path()).isDirectory();
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void isRemovedByTheNextWhenItsOwnerWasKilled() throws Exception {
        var other = start();
        Path path;
        try (var out = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            path = Path.of(out.readLine());
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(path.resolve("store")).exists();

        try (var own = ScratchDirectory.in(directory, "copy")) {
            assertThat(path).doesNotExist();
            assertThat(own.path()).isDirectory();
        }

        assertThat(directory).isEmptyDirectory();
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScratchDirectoryTest.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        var scratch = ScratchDirectory.in(Path.of(arguments[0]), "copy");
        Files.writeString(scratch.path().resolve("store"), "x");
        System.out.println(scratch.path());
        var nothing = System.in.read();
        assertThat(nothing).isNegative();
    }
}
