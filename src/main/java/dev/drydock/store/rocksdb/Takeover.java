package dev.drydock.store.rocksdb;

import dev.drydock.store.FileCopy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives a new directory the database of an old one. Its tables and blob files never change once they are written, so the
 * new directory has them under a second name; all else is copied. A second name has the owner and mode of the first: where
 * those would not do, or the file system knows no second names, the file is copied, by sharing its blocks where the file
 * system can.
 */
final class Takeover {

    /** Files that are written once; a database that no longer needs one deletes its own name of it. */
    private static final Pattern IMMUTABLE = Pattern.compile("\\d+\\.(sst|blob)");

    private static final Pattern OTHER = Pattern.compile("CURRENT|IDENTITY|MANIFEST-\\d+|OPTIONS-\\d+|\\d+\\.log");

    /** For a copy that is only read, whose owner therefore does not matter. */
    static final int ANYBODY = -1;

    private final int uid;
    private boolean clones = true;
    private long linked;
    private long cloned;
    private long copied;

    private Takeover(int uid) {
        this.uid = uid;
    }

    /**
     * Does it. Files of other names, such as the log of what the server did, are left behind.
     *
     * @param uid of the account that the new directory is for, or {@link #ANYBODY}
     */
    static Takeover into(Path directory, Path old, int uid) throws IOException {
        var takeover = new Takeover(uid);
        try (var files = Files.newDirectoryStream(old)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                var target = directory.resolve(name);
                if (IMMUTABLE.matcher(name).matches()) {
                    takeover.link(file, target);
                } else if (OTHER.matcher(name).matches()) {
                    copy(file, target);
                }
            }
        }
        return takeover;
    }

    /** Whether a file of this name is part of a database. */
    static boolean belongs(String name) {
        return IMMUTABLE.matcher(name).matches() || OTHER.matcher(name).matches();
    }

    private void link(Path file, Path target) throws IOException {
        if (isOurs(file)) {
            try {
                Files.createLink(target, file);
                linked += Files.size(file);
                return;
            } catch (UnsupportedOperationException | FileSystemException e) {
                // Another file system, or too many names; a copy says what else is wrong.
                Files.deleteIfExists(target);
            }
        }
        copyOrClone(file, target);
    }

    private void copyOrClone(Path file, Path target) throws IOException {
        if (clones) {
            clones = FileCopy.cloned(file, target);
            if (clones) {
                cloned += Files.size(file);
                return;
            }
            // A file system that cannot do it once never can, and asking takes time with thousands of files.
            Files.deleteIfExists(target);
        }
        copy(file, target);
        copied += Files.size(file);
    }

    /** Whether it belongs to whom the new directory is for, who can therefore use it as it is. */
    private boolean isOurs(Path file) throws IOException {
        return (uid == ANYBODY || Files.getAttribute(file, "unix:uid").equals(uid)) && Files.isReadable(file);
    }

    private static void copy(Path file, Path target) throws IOException {
        Files.copy(file, target);
    }

    /** What the admin should know of it. */
    List<String> remarks() {
        if (copied + cloned == 0) {
            return List.of();
        }
        return List.of((copied > 0
                        ? copied + " bytes of tables and contents had to be copied"
                        : cloned + " bytes of tables and contents share their blocks with the old files")
                + ", since they belong to another account or lie on another file system; " + linked
                + " were taken over by a second name");
    }
}
