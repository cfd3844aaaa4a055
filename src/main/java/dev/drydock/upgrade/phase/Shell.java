package dev.drydock.upgrade.phase;

import java.nio.file.Path;

/** Writes arguments so that a POSIX shell reads them as they are. */
public final class Shell {

    private Shell() {}

    /** One argument, in quotes where it needs them. */
    public static String quote(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** A path. */
    public static String quote(Path path) {
        return quote(path.toString());
    }
}
