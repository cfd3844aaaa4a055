package dev.drydock.web.rest;

import dev.drydock.engine.Event;
import java.time.Instant;
import java.util.Locale;

/**
 * One line of the log.
 *
 * @param sequence counts from 1 without gaps
 * @param level {@code debug}, {@code info}, {@code notice}, {@code warn} or {@code error}
 * @param phase empty for what belongs to no phase; likewise {@code step}
 */
public record LineView(long sequence, Instant at, String level, String phase, String step, String text) {

    static LineView of(Event event) {
        return new LineView(
                event.sequence(),
                event.at(),
                event.level().name().toLowerCase(Locale.ROOT),
                event.phase(),
                event.step(),
                event.text());
    }

    /** As a line of text, without what would steer a terminal. */
    static String text(Event event) {
        var line =
                String.format(Locale.ROOT, "%s %-6s %-20s %s", event.at(), event.level(), event.step(), event.text());
        return line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?").stripTrailing();
    }
}
