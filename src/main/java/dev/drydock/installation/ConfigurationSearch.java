package dev.drydock.installation;

import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for configurations of mail servers on this machine; quick, and reads only. */
public final class ConfigurationSearch {

    /** Without it a server of these versions does not start, and no other program has it. */
    private static final String TELLING = "storage.data";

    /** Any process can name any file, and this is to be quick: more than this is not looked at. */
    private static final long LARGEST = 4L << 20;

    private final Machine machine;

    public ConfigurationSearch(Machine machine) {
        this.machine = machine;
    }

    /**
     * Configurations that processes were started with, with the pid of the first one of each. A process that sees other
     * mounts, as in a container, is left out: its path means something else here.
     */
    public Map<Path, Long> running() {
        var found = new LinkedHashMap<Path, Long>();
        for (var process : ProcessScan.directories(machine.proc())) {
            try {
                if (process.isZombie() || process.isContained()) {
                    continue;
                }
                var start = process.workingDirectory();
                for (var named : ProcessScan.configurations(process, process.arguments())) {
                    var path = path(start == null ? Path.of("/") : start, named);
                    if (isConfiguration(path)) {
                        found.putIfAbsent(path, process.pid());
                    }
                }
            } catch (IOException e) {
                // It ended while we looked.
            }
        }
        return found;
    }

    private static Path path(Path start, String named) {
        try {
            return start.resolve(named).normalize();
        } catch (InvalidPathException e) {
            // What is no path names no file; a directory is no configuration.
            return start;
        }
    }

    /** Whether a file looks like the configuration of a mail server of these versions. */
    public boolean isConfiguration(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && ConfigurationFile.read(file).settings().find(TELLING) != null;
        } catch (ConfigurationException e) {
            // Another program's file, in another language.
            return false;
        } catch (IOException e) {
            // It is gone, or not for us to see.
            return false;
        }
    }

    /** Where the vendor's installer puts the configuration, if there is one. */
    public List<Path> standard() {
        return isConfiguration(DetectionRequest.STANDARD_CONFIGURATION)
                ? List.of(DetectionRequest.STANDARD_CONFIGURATION)
                : List.of();
    }
}
