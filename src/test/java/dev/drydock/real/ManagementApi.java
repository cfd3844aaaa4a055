package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's management API, as its fallback administrator. Paths are those of both versions unless said otherwise. */
final class ManagementApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADMINISTRATOR = "Basic "
            + Base64.getEncoder().encodeToString("admin:fixture-admin-secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    ManagementApi(int port) {
        this.port = port;
    }

    /** Ids of the queued messages, in the order of the store; the list ends at the first one that cannot be read. */
    List<String> queuedMessageIds() throws IOException, InterruptedException {
        return items("/queue/messages");
    }

    /** A queued message; empty where the server cannot read it. */
    Optional<QueuedMail> queuedMessage(String id) throws IOException, InterruptedException {
        return get("/queue/messages/" + id).map(QueuedMail::of);
    }

    /** The content of a queued message; in v0.8.0 only. */
    Optional<byte[]> queuedContent(String id) throws IOException, InterruptedException {
        var message = get("/queue/messages/" + id).orElseThrow(() -> new AssertionError("no queued message " + id));
        var response = send("/store/blobs/" + message.get("blob_hash").asString(), BodyHandlers.ofByteArray());
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    }

    /** Takes a message out of the queue for good. */
    void cancel(String id) throws IOException, InterruptedException {
        var request = request("/queue/messages/" + id).DELETE().build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("outcome of cancelling " + id + ": " + answer.body())
                .isEqualTo(200);
    }

    /** Ids of the reports to send. */
    List<String> reportsToSend() throws IOException, InterruptedException {
        return items("/queue/reports");
    }

    /** A report to send, as it would be sent now; empty where the server cannot read it. */
    Optional<JsonNode> reportToSend(String id) throws IOException, InterruptedException {
        return get("/queue/reports/" + encoded(id));
    }

    /** Ids of the received reports of a kind: {@code dmarc}, {@code tls} or {@code arf}. */
    List<String> receivedReports(String kind) throws IOException, InterruptedException {
        return items("/reports/" + kind);
    }

    /** A received report; empty where the server cannot read it. */
    Optional<JsonNode> receivedReport(String kind, String id) throws IOException, InterruptedException {
        return get("/reports/" + kind + "/" + encoded(id));
    }

    /** Names of all principals. */
    List<String> principals() throws IOException, InterruptedException {
        return items("/principal");
    }

    /** Purges blobs that nothing holds, and then the store. */
    void purge() throws IOException, InterruptedException {
        assertThat(get("/store/maintenance")).as("outcome of the purge").isPresent();
    }

    private List<String> items(String path) throws IOException, InterruptedException {
        var items = get(path)
                .orElseThrow(() -> new AssertionError("no answer for " + path))
                .get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /** The part {@code data} of an answer; empty for an answer that is an error. */
    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        var response = send(path, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        return Optional.ofNullable(JSON.readTree(response.body()).get("data"));
    }

    private <T> HttpResponse<T> send(String path, BodyHandler<T> handler) throws IOException, InterruptedException {
        return client.send(request(path).build(), handler);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api" + path))
                .header("Authorization", ADMINISTRATOR)
                .timeout(Duration.ofSeconds(60));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
