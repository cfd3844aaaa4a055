package dev.drydock.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room a path has. Where it is not there yet, the nearest directory above it is asked.
 *
 * @param fileSystem name and type, for people
 * @param device number of the file system; paths with the same one share their room
 * @param usable bytes that an account without rights may still write
 * @param total bytes that the file system has
 */
public record Space(Path path, String fileSystem, long device, long usable, long total) {

    /** Asks the file system that a path lies on, or would lie on. */
    public static Space of(Path path) throws IOException {
        var existing = FileFacts.nearestExisting(path);
        var store = Files.getFileStore(existing);
        return new Space(
                path,
                store.name() + " (" + store.type() + ")",
                FileFacts.deviceOf(existing),
                store.getUsableSpace(),
                store.getTotalSpace());
    }

    /** Whether both take from the same room. Moving between them is a rename where they lie in the same mount too. */
    public boolean sharesFileSystemWith(Space other) {
        return device == other.device;
    }
}
