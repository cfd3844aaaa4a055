package dev.drydock.engine;

import java.util.List;

/** Keeps the lines of a run that people read, and hands them out live. */
public interface EventLog {

    /** Appends a line and returns it with its number. */
    Event append(String run, EventLevel level, String phase, String step, String text);

    /** Up to {@code limit} lines with a number above {@code after}, in order. */
    List<Event> after(String run, long after, int limit);

    /** The number of the last line; 0 where there is none. */
    long last(String run);
}
