package dev.drydock.installation.configuration;

import java.nio.file.Path;

/**
 * Where a {@code tracer.<id>} of the type {@code log} writes.
 *
 * @param prefix what the names of its files begin with
 */
public record LogDirectory(String id, Path path, String prefix) {}
