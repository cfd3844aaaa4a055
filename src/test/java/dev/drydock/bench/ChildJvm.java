package dev.drydock.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class in a JVM of its own, with the class path of this one: so its memory can be limited and measured, and
 * it may crash.
 *
 * @param options of the JVM, such as {@code -Xmx64m}
 * @param time that it may take
 */
public record ChildJvm(List<String> options, Duration time) {

    /**
     * How it ended.
     *
     * @param status of the exit; -1 where it was ended because its time was over
     * @param output what it wrote to standard output and standard error
     */
    public record Ended(int status, String output) {}

    /** Runs it to its end; the output also goes to a file, which is replaced. */
    public Ended run(Class<?> main, Path output, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        var child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            var ended = child.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                child.destroyForcibly().waitFor();
            }
            return new Ended(ended ? child.exitValue() : -1, Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            child.destroyForcibly();
        }
    }
}
