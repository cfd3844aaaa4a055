package dev.drydock.layout;

/**
 * Where a delivery failed.
 *
 * @param entity a host name, or another thing the delivery ran into
 */
public record ErrorDetails(String entity, String details) {}
