package dev.drydock.installation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a store lie, and what that means for moving them.
 *
 * @param configured as the configuration names it: a directory, for SQLite a file
 * @param store the same, with links followed
 * @param directory that the files lie in, with links followed
 * @param exists whether there is such a directory, and for SQLite such a file
 * @param link whether the last part of the configured path, or the directory of an SQLite file, is a symbolic link
 * @param mount that the directory lies in; null where that cannot be told
 * @param mountPoint whether the directory is itself the place of a mount
 * @param volumeRoot whether the directory is what a container is given as a volume: it may be emptied, never renamed
 * @param own files of the store
 * @param neighbours what else lies there, no more than the first thousand
 * @param facts owner and mode of the directory; null where they may not be seen
 * @param ownSize of the files of the store
 * @param neighbourSize of what else lies there
 */
public record StorePlacement(
        Path configured,
        Path store,
        Path directory,
        boolean exists,
        boolean link,
        @Nullable Mount mount,
        boolean mountPoint,
        boolean volumeRoot,
        List<Path> own,
        List<Neighbour> neighbours,
        @Nullable FileFacts facts,
        Tally ownSize,
        Tally neighbourSize) {

    /** Neighbours that are named before it gets too long to read. */
    private static final int NAMED = 5;

    /** Whether the directory holds the store alone and can be renamed as a whole where it lies. */
    public boolean canBeRenamed() {
        return exists && whyNotRenamed() == null;
    }

    /** What keeps a directory that is there from being renamed as a whole, behind its name; null where nothing does. */
    public @Nullable String whyNotRenamed() {
        if (mountPoint) {
            return "is a mount point";
        }
        if (volumeRoot) {
            return "is the volume of a container";
        }
        if (link) {
            return "is reached through a link";
        }
        if (neighbours.isEmpty()) {
            return null;
        }
        var some = neighbours.stream()
                .limit(NAMED)
                .map(neighbour -> String.valueOf(neighbour.path().getFileName()))
                .toList();
        return "holds more than the store (" + String.join(", ", some) + (neighbours.size() > NAMED ? ", …" : "") + ")";
    }
}
