package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The console in a process of its own, which can be ended in the middle of a run, limited in memory and measured. */
public final class ConsoleProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ConsoleClient client;
    private final Process process;

    private ConsoleProcess(Path home, Process process) {
        this.client = new ConsoleClient(home);
        this.process = process;
    }

    /** Starts it on a free port, and returns when it answers. */
    public static ConsoleProcess start(Path home, Path commands, List<String> options) throws Exception {
        return start(0, home, commands, options);
    }

    /**
     * Starts it on a port, and returns when it answers.
     *
     * @param options of the JVM
     */
    public static ConsoleProcess start(int port, Path home, Path commands, List<String> options) throws Exception {
        return start(port, home, commands, options, Map.of());
    }

    /** The same with more variables in its environment. */
    public static ConsoleProcess start(
            int port, Path home, Path commands, List<String> options, Map<String, String> variables) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.drydock.Drydock", "serve"));
        command.addAll(List.of("--port", Integer.toString(port), "--home", home.toString()));
        command.addAll(List.of("--commands", commands.toString()));
        var output = home.resolveSibling("console-output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        var process = builder.start();
        var console = new ConsoleProcess(home, process);
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(output).contains("Scripts:")) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(output))
                    .isTrue();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return console;
    }

    /** An address that lets one browser in, once. */
    public String link() throws Exception {
        return client.link();
    }

    public JsonNode get(String path) throws Exception {
        return client.get(path);
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return client.post(path, json);
    }

    /** The most memory that it has had at a time, in megabytes. */
    public long residentMegabytes() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    /** Ends it without a word, as a power cut does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Tells it to end, and waits until it has; a run at work is left to the next console. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
