package dev.drydock.upgrade.phase;

import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import java.nio.file.Path;

/** Files that a program of the server is at work on. */
final class GrowingFiles {

    private GrowingFiles() {}

    /** How many bytes a directory has by now; -1 where that cannot be told at this moment. */
    static long bytes(Path directory) {
        try {
            return DiskSpace.used(directory).bytes();
        } catch (HostException e) {
            // The program is at work there; the next look will do.
            return -1;
        }
    }
}
