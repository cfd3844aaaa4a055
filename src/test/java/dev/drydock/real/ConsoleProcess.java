package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console in a process of its own, whose memory can be limited and measured. */
final class ConsoleProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Process process;
    private String address = "";

    private ConsoleProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** Starts it, and returns when it answers. */
    static ConsoleProcess start(Path home, Path commands, List<String> options) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.drydock.Drydock", "serve"));
        command.addAll(List.of("--port", "0", "--home", home.toString(), "--commands", commands.toString()));
        var output = home.resolveSibling("console-output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var console = new ConsoleProcess(home, process);
        Await.until("start of the console", () -> {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            return Files.readString(output).contains("Scripts:");
        });
        console.address = "http://127.0.0.1:"
                + Files.readString(home.resolve("console.port")).strip();
        return console;
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(send(request(path)).body());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
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
    long residentMegabytes() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
