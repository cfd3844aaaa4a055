package dev.drydock.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a console in another process, with the token and on the port that lie in its home.
 *
 * @param home of the console, as this process sees it
 */
public record ConsoleClient(Path home) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Where it answers. */
    public String address() throws IOException {
        return "http://127.0.0.1:"
                + Files.readString(home.resolve("console.port")).strip();
    }

    /** An address that lets one browser in, once. */
    public String link() throws Exception {
        var code = JSON.readTree(post("/api/v1/login-codes", "").body())
                .path("code")
                .asString();
        return address() + "/login?code=" + code;
    }

    public JsonNode get(String path) throws Exception {
        return JSON.readTree(text(path));
    }

    /** What is no JSON. */
    public String text(String path) throws Exception {
        return send(request(path)).body();
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> put(String path, String json) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(home.resolve("token")).strip());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
