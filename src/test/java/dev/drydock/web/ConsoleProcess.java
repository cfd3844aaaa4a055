package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console in a process of its own, which can be ended in the middle of a run, limited in memory and measured. */
public final class ConsoleProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Process process;
    private String address = "";

    private ConsoleProcess(Path home, Process process) {
        this.home = home;
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
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.drydock.Drydock", "serve"));
        command.addAll(List.of("--port", Integer.toString(port), "--home", home.toString()));
        command.addAll(List.of("--commands", commands.toString()));
        var output = home.resolveSibling("console-output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var console = new ConsoleProcess(home, process);
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(output).contains("Scripts:")) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(output))
                    .isTrue();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        console.address = "http://127.0.0.1:"
                + Files.readString(home.resolve("console.port")).strip();
        return console;
    }

    /** An address that lets one browser in, once. */
    public String link() throws Exception {
        var code = JSON.readTree(post("/api/v1/login-codes", "").body())
                .path("code")
                .asString();
        return address + "/login?code=" + code;
    }

    public JsonNode get(String path) throws Exception {
        return JSON.readTree(send(request(path)).body());
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(home.resolve("token")).strip());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
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
