package dev.drydock.web.command;

import dev.drydock.host.FileState;
import dev.drydock.host.Listeners;
import dev.drydock.web.ConsoleAddress;
import dev.drydock.web.security.AccessToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the console of a home over REST, as any script would, with the token that lies there. */
final class ConsoleClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES = 15;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final URI address;
    private final AccessToken token;

    private ConsoleClient(int port, AccessToken token) {
        this.address = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    static ConsoleClient of(int port, AccessToken token) {
        return new ConsoleClient(port, token);
    }

    /**
     * The console that runs on a home; empty where none answers.
     *
     * @throws IOException where its token may not be read, or is not to be trusted
     */
    static Optional<ConsoleClient> find(Path home) throws IOException, InterruptedException {
        var port = ConsoleAddress.read(home);
        if (port.isEmpty()) {
            return Optional.empty();
        }
        if (!isOfTheHome(home, port.get())) {
            return Optional.empty();
        }
        var client = new ConsoleClient(port.get(), AccessToken.read(home));
        return client.isThere() ? Optional.of(client) : Optional.empty();
    }

    /**
     * A console that was killed leaves its port in the home, and anybody may listen there by now, who would be given the
     * token. Whoever has the account of the home, or is root, has the token already.
     */
    private static boolean isOfTheHome(Path home, int port) throws IOException {
        var listening = Listeners.accounts(port);
        var owner = FileState.of(home).uid();
        return !listening.isEmpty() && listening.stream().allMatch(uid -> uid == 0 || uid == owner);
    }

    /** Asked without the token: another program of the account may listen there. */
    private boolean isThere() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/health"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body().contains("\"up\"");
        } catch (IOException e) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    JsonNode get(String path) throws IOException, InterruptedException, ProblemException {
        return send(request(path));
    }

    JsonNode post(String path, @Nullable Object body) throws IOException, InterruptedException, ProblemException {
        return send(body(request(path), "POST", body));
    }

    JsonNode put(String path, Object body) throws IOException, InterruptedException, ProblemException {
        return send(body(request(path), "PUT", body));
    }

    private static HttpRequest.Builder body(HttpRequest.Builder request, String method, @Nullable Object body) {
        return body == null
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException, ProblemException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        var json = json(response.body());
        if (response.statusCode() >= 400) {
            throw new ProblemException(json);
        }
        return json;
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("The console has answered with something that is no JSON", e);
        }
    }

    /**
     * What a follower hears: {@code line}, {@code state} and {@code end}, each with its data.
     *
     * @param name of the event
     */
    record Event(String name, JsonNode data) {}

    /**
     * Hands on the events of an upgrade from the line after {@code after}, to the end of the run. A connection that
     * breaks is made anew, and goes on after the last line.
     */
    void follow(String id, long after, Consumer<Event> consumer)
            throws IOException, InterruptedException, ProblemException {
        var last = after;
        for (var tries = 0; ; tries++) {
            var reading = new EventReading(last, consumer);
            try {
                var request = request("/upgrades/" + id + "/events?after=" + last)
                        .header("Accept", "text/event-stream")
                        .build();
                var response = http.send(request, BodyHandlers.ofLines());
                if (response.statusCode() != 200) {
                    throw new ProblemException(
                            json(String.join("\n", response.body().toList())));
                }
                try (var lines = response.body()) {
                    for (var line : (Iterable<String>) lines::iterator) {
                        reading.take(line);
                    }
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                if (tries == TRIES) {
                    throw new IOException("The console no longer answers at " + address, e);
                }
            }
            if (reading.hasEnded()) {
                return;
            }
            if (tries == TRIES) {
                throw new IOException("The console no longer answers at " + address);
            }
            tries = reading.last() > last ? 0 : tries;
            last = reading.last();
            Thread.sleep(1000);
        }
    }

    /** What of a stream of events was read. */
    private static final class EventReading {
        private final Consumer<Event> consumer;
        private long last;
        private String name = "";
        private String data = "";
        private boolean ended;

        EventReading(long last, Consumer<Event> consumer) {
            this.last = last;
            this.consumer = consumer;
        }

        void take(String line) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else if (line.isEmpty() && !data.isEmpty()) {
                var event = new Event(name, JSON.readTree(data));
                data = "";
                if (name.equals("line")) {
                    last = event.data.path("sequence").asLong(last);
                }
                ended |= name.equals("end");
                consumer.accept(event);
            }
        }

        long last() {
            return last;
        }

        boolean hasEnded() {
            return ended;
        }
    }
}
