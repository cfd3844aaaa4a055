package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads a stream of events on a thread of its own. */
public final class Watcher {

    private final List<String> read = new ArrayList<>();
    private final CompletableFuture<Void> ended;

    private Watcher(RunningConsole console, String location, String lastEventId) {
        ended = CompletableFuture.runAsync(() -> {
            try {
                var request = console.request(location + "/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", lastEventId)
                        .build();
                var response = console.http().send(request, BodyHandlers.ofLines());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/event-stream");
                response.body().forEach(read::add);
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Begins to read, behind the line of this number. */
    public static Watcher of(RunningConsole console, String location, String lastEventId) {
        return new Watcher(console, location, lastEventId);
    }

    /** Waits for the end of the stream; returns the numbers of the lines, as they came. */
    public List<Long> awaitEnd() throws Exception {
        ended.get(15, TimeUnit.MINUTES);
        return read.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.parseLong(line.substring(4)))
                .toList();
    }

    /** Names of the events, as they came. */
    public List<String> names() {
        return read.stream()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
    }

    /** Data of the lines of the log, in JSON. */
    public List<String> texts() {
        return read.stream().filter(line -> line.contains("\"text\"")).toList();
    }
}
