package dev.drydock.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/** What stat(2) tells of a file, and of a link itself; Java has it in a view named {@code unix}. */
record UnixAttributes(Map<String, Object> values) {

    static UnixAttributes of(Path path) throws IOException {
        return new UnixAttributes(Files.readAttributes(
                path, "unix:mode,uid,gid,nlink,size,lastModifiedTime,fileKey", LinkOption.NOFOLLOW_LINKS));
    }

    /** Type and permissions. */
    int mode() {
        return (Integer) value("mode");
    }

    long uid() {
        return Integer.toUnsignedLong((Integer) value("uid"));
    }

    long gid() {
        return Integer.toUnsignedLong((Integer) value("gid"));
    }

    int links() {
        return (Integer) value("nlink");
    }

    long size() {
        return (Long) value("size");
    }

    FileTime modified() {
        return (FileTime) value("lastModifiedTime");
    }

    /** The same for all names of one file. */
    Object fileKey() {
        return value("fileKey");
    }

    private Object value(String name) {
        return requireNonNull(values.get(name));
    }
}
