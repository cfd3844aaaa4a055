package dev.drydock.engine;

import java.time.Instant;

/**
 * One line of the log that people read.
 *
 * @param sequence counts from 1 within a run, without gaps
 * @param phase empty for lines that belong to no phase; likewise {@code step}
 */
public record Event(long sequence, Instant at, EventLevel level, String phase, String step, String text) {}
