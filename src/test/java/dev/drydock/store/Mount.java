package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A file system mounted for a test. Where mounting is not permitted the test is skipped, or fails if
 * {@code -Ddrydock.require} contains {@code mount}.
 */
public record Mount(Path directory) implements AutoCloseable {

    /** Mounts an empty file system in memory. */
    public static Mount tmpfs(Path directory, String options) throws IOException, InterruptedException {
        return mount(directory, "-t", "tmpfs", "-o", options, "tmpfs");
    }

    /** Makes what lies at {@code from} visible for reading only. */
    public static Mount readOnly(Path from, Path directory) throws IOException, InterruptedException {
        return mount(directory, "-o", "bind,ro", from.toString());
    }

    private static Mount mount(Path directory, String... options) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var command = Stream.of(Stream.of("mount"), Arrays.stream(options), Stream.of(directory.toString()))
                .flatMap(part -> part)
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            var required =
                    Arrays.asList(System.getProperty("drydock.require", "").split(",", -1));
            assertThat(required).as("mounting is not permitted: " + output).doesNotContain("mount");
            abort("mounting is not permitted: " + output);
        }
        return new Mount(directory);
    }

    @Override
    public void close() {
        try {
            var process = new ProcessBuilder("umount", "--lazy", directory.toString())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).as("exit status of umount").isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
