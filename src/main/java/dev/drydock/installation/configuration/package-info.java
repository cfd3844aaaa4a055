/** Reads {@code config.toml} the way the mail server reads it, and says what stands in it. */
@NullMarked
package dev.drydock.installation.configuration;

import org.jspecify.annotations.NullMarked;
