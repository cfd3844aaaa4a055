package dev.drydock.installation.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that a setting takes its value from. The account that the new server runs as must be able to read it.
 *
 * @param key the setting, such as {@code certificate.default.private-key}
 * @param line where the setting stands; {@link #STORED} for one that stands in no file
 * @param path where the file lies on this machine
 */
public record MacroFile(String key, int line, Path path) {

    /** The line of a setting that is kept in the store. */
    public static final int STORED = 0;

    private static final Pattern FILE = Pattern.compile("%\\{file:(//)?([^}]*)}%");

    /** The files that the value of a setting of the store names. */
    public static List<MacroFile> stored(String key, String value, ServerView view) {
        return FILE.matcher(value)
                .results()
                .map(found -> path(found.group(2), view))
                .flatMap(Optional::stream)
                .map(path -> new MacroFile(key, STORED, path))
                .toList();
    }

    private static Optional<Path> path(String name, ServerView view) {
        try {
            return Optional.of(view.locate(name));
        } catch (InvalidPathException e) {
            // No file can have such a name, so there is nothing that could be read.
            return Optional.empty();
        }
    }
}
