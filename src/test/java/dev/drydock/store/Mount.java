package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file system mounted for a test. Where mounting is not permitted the test is skipped, or fails if
 * {@code -Ddrydock.require} contains {@code mount}; {@code reflink} for one whose files can share their blocks.
 */
public record Mount(Path directory) implements AutoCloseable {

    /** Mounts an empty file system in memory. */
    public static Mount tmpfs(Path directory, String options) throws IOException, InterruptedException {
        return mount("mount", directory, "-t", "tmpfs", "-o", options, "tmpfs");
    }

    /** Mounts an empty file system of 400 MB, in a file beside, whose files can share their blocks: XFS. */
    public static Mount sharingBlocks(Path directory) throws IOException, InterruptedException {
        var image = directory.resolveSibling(directory.getFileName() + ".img");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(400L << 20);
        }
        run("reflink", List.of("mkfs.xfs", "-q", "-m", "reflink=1", image.toString()));
        return mount("reflink", directory, "-t", "xfs", "-o", "loop", image.toString());
    }

    /** Makes what lies at {@code from} visible for reading only. */
    public static Mount readOnly(Path from, Path directory) throws IOException, InterruptedException {
        return mount("mount", directory, "-o", "bind,ro", from.toString());
    }

    private static Mount mount(String component, Path directory, String... options)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        run(
                component,
                Stream.of(Stream.of("mount"), Arrays.stream(options), Stream.of(directory.toString()))
                        .flatMap(part -> part)
                        .toList());
        return new Mount(directory);
    }

    private static void run(String component, List<String> command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                skip(component, command.get(0) + " is not permitted: " + output);
            }
        } catch (IOException e) {
            skip(component, command.get(0) + " is not there: " + e.getMessage());
        }
    }

    private static void skip(String component, String reason) {
        var required = Arrays.asList(System.getProperty("drydock.require", "").split(",", -1));
        assertThat(required).as(reason).doesNotContain(component);
        abort(reason);
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
