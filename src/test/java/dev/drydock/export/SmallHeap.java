package dev.drydock.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does work of millions of records in a process of little memory. */
final class SmallHeap {

    private SmallHeap() {}

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param directory its only argument
     */
    static void run(Class<?> program, Path directory) throws Exception {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        directory.toString()))
                .inheritIO()
                .start();

        assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
