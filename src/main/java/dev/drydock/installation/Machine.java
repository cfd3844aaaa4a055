package dev.drydock.installation;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the machine tells about itself, so that a test can have a machine of its own.
 *
 * @param proc what the kernel says about processes and mounts
 * @param programDirectories where programs are looked for, beside the installation itself
 */
public record Machine(Path proc, List<Path> programDirectories) {

    /** The machine that this runs on. */
    public static Machine here() {
        var directories = new ArrayList<>(List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin")));
        for (var entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            try {
                var directory = Path.of(entry);
                if (directory.isAbsolute() && !directories.contains(directory)) {
                    directories.add(directory);
                }
            } catch (InvalidPathException e) {
                // What is no path holds no program.
            }
        }
        return new Machine(Path.of("/proc"), List.copyOf(directories));
    }
}
