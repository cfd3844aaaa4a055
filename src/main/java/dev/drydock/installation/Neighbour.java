package dev.drydock.installation;

import java.nio.file.Path;

/**
 * What lies in a store's directory and is not the store.
 *
 * @param what in words, such as {@code the logs}; {@code something else} where that cannot be told
 */
public record Neighbour(Path path, String what) {}
