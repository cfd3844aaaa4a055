package dev.drydock.installation.configuration;

import java.nio.file.Path;

/**
 * A file that a setting takes its value from. The account that the new server runs as must be able to read it.
 *
 * @param key the setting, such as {@code certificate.default.private-key}
 * @param line where the setting stands
 * @param path where the file lies on this machine
 */
public record MacroFile(String key, int line, Path path) {}
