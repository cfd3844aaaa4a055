package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrades;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Streams the events of a run to whoever watches; each watcher has a thread, so that a slow one delays nobody. */
@Tag(name = "watching")
@RestController
class EventsController {

    private static final int MOST = 64;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Upgrades upgrades;
    private final JsonMapper json;
    private final Clock clock;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    EventsController(Upgrades upgrades, JsonMapper json, Clock clock) {
        this.upgrades = upgrades;
        this.json = json;
        this.clock = clock;
    }

    @Operation(
            summary =
                    "Server-sent events: line (with its number as id), state, and end when the run is no longer at work",
            description =
                    "The first event is the state. Replays the log from Last-Event-ID, or ?after=, then goes on live; a"
                            + " comment every 15 seconds. With ?stay=true it does not end when nothing is at work.")
    @GetMapping(path = "/api/v1/upgrades/{id}/events")
    void events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "false") boolean stay,
            HttpServletRequest request,
            HttpServletResponse response)
            throws RefusedException, ApiException, InvalidFieldsException, IOException {
        var upgrade = upgrades.get(id);
        var wish = new EventStream.Wish(number(lastEventId == null ? after : lastEventId), stay);
        if (streams.size() >= MOST) {
            throw new ApiException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-many-watchers",
                    "There are " + MOST + " watchers already",
                    "Close one of them, or ask for the state instead");
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        var async = request.startAsync();
        async.setTimeout(0);
        var stream = new EventStream(upgrades, upgrade, wish, response.getOutputStream(), json, clock, HEARTBEAT);
        var end = new StreamEnd(async, stream::close);
        async.addListener(end);
        streams.add(stream);
        var thread = new Thread(
                () -> {
                    try {
                        stream.run();
                    } finally {
                        streams.remove(stream);
                        end.end();
                    }
                },
                "events-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private static long number(@Nullable String text) throws InvalidFieldsException {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw InvalidFieldsException.of("Last-Event-ID", "must be the number of a line");
        }
        return Long.parseLong(text);
    }

    /** A console that ends waits for no watcher. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        streams.forEach(EventStream::close);
    }
}
