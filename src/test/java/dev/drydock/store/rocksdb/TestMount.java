package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system in memory with options of the test's choice. Where mounting is not permitted the test is skipped, unless
 * {@code -Ddrydock.require} names {@code mount}.
 */
record TestMount(Path path) implements AutoCloseable {

    static TestMount of(Path directory, String options) throws IOException, InterruptedException {
        var status = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString());
        if (List.of(System.getProperty("drydock.require", "").split(",", -1)).contains("mount")) {
            assertThat(status).as("exit status of mount").isZero();
        }
        assumeTrue(status == 0, "mounting is not permitted here");
        return new TestMount(directory);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(run("umount", "-l", path.toString()))
                .as("exit status of umount")
                .isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
