package dev.drydock.engine;

/** How much a line of the log matters. */
public enum EventLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARN,
    ERROR
}
