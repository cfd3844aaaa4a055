package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The times of directories that names are made in and taken from, given back afterwards. */
public final class DirectoryTimes implements AutoCloseable {

    private final Map<Path, FileTime> times;

    private DirectoryTimes(Map<Path, FileTime> times) {
        this.times = times;
    }

    /** Notes the times of those of the directories that exist. */
    public static DirectoryTimes keep(List<Path> directories) throws HostException {
        var times = new LinkedHashMap<Path, FileTime>();
        for (var directory : directories) {
            try {
                if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                    times.put(directory, Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS));
                }
            } catch (IOException e) {
                throw new HostException(directory + " cannot be looked at: " + e.getMessage(), "Mend that", e);
            }
        }
        return new DirectoryTimes(times);
    }

    @Override
    public void close() throws HostException {
        for (var entry : times.entrySet()) {
            try {
                if (Files.isDirectory(entry.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                    Files.setLastModifiedTime(entry.getKey(), entry.getValue());
                }
            } catch (IOException e) {
                throw new HostException(
                        "The time of " + entry.getKey() + " cannot be given back: " + e.getMessage(),
                        "Set it by touch -d '" + entry.getValue() + "'",
                        e);
            }
        }
    }
}
