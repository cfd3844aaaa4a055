package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What an attempt has found out outlives going back, for the report: its files then have names that say that they are of
 * an attempt that was taken back. The next attempt that finds out the same thing deletes them.
 */
public final class TakenBack {

    private TakenBack() {}

    private static Path name(Path file) {
        var name = requireNonNull(file.getFileName()).toString();
        var dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "-taken-back" + name.substring(dot));
    }

    /** Gives a file, if there is one, the name for what was taken back. */
    static void keep(Path file) throws IOException, HostException {
        if (Files.exists(file)) {
            Files.move(file, name(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            HostFiles.sync(requireNonNull(file.getParent()));
        }
    }

    /** Deletes what an earlier attempt has left under that name. */
    static void forget(Path file) throws IOException {
        Files.deleteIfExists(name(file));
    }

    /** The file of the latest attempt, under whichever name; it need not exist. */
    public static Path latest(Path file) {
        return Files.exists(file) ? file : name(file);
    }
}
