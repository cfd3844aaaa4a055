package dev.drydock.web;

import dev.drydock.upgrade.ConsoleSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real console on a free port, and a client that holds its token. */
public final class RunningConsole implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Console console;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningConsole(Console console) {
        this.console = console;
    }

    public static RunningConsole start(ConsoleSettings settings) throws IOException {
        return start(0, settings);
    }

    /** On a port that was chosen, so that the next console on the same home is found where this one was. */
    public static RunningConsole start(int port, ConsoleSettings settings) throws IOException {
        return new RunningConsole(Console.start(port, settings));
    }

    public static RunningConsole start(Path home) throws IOException {
        return start(ConsoleSettings.of(home, "1.2.3-test"));
    }

    /** An answer whose body was JSON or nothing. */
    public record Answer(int status, HttpResponse<String> response) {
        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String code() {
            return json().path("code").asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Console console() {
        return console;
    }

    public int port() {
        return console.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + console.port() + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + console.token().reveal());
    }

    public Answer get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    public HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        console.close();
    }
}
