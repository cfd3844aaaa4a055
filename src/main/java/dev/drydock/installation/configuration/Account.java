package dev.drydock.installation.configuration;

import org.jspecify.annotations.Nullable;

/**
 * The account of the machine that v0.7.3 works as once its ports are bound: {@code server.run-as}. v0.8.0 ignores it.
 *
 * @param group null where only the user is set
 */
public record Account(String user, @Nullable String group) {}
