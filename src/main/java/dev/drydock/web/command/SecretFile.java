package dev.drydock.web.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Files that hold passwords. */
final class SecretFile {

    private SecretFile() {}

    /**
     * Its lines, one at least.
     *
     * @throws IOException also where others may read it, or nothing is in it
     */
    static List<String> lines(Path file) throws IOException {
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        if (!permissions.endsWith("------")) {
            throw new IOException(file + " holds a password and may be read by others (" + permissions
                    + "). Take that right away with chmod 600");
        }
        var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            throw new IOException(file + " must have a password in its first line");
        }
        return lines;
    }
}
