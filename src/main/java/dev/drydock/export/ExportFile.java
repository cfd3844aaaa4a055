package dev.drydock.export;

import java.util.Arrays;
import java.util.Optional;

/** The eleven files of an export directory, in the order in which they are read. */
public enum ExportFile {
    PROPERTY("property"),
    TERM_INDEX("term_index"),
    ACL("acl"),
    BLOB("blob"),
    CONFIG("config"),
    LOOKUP("lookup"),
    DIRECTORY("directory"),
    QUEUE("queue"),
    INDEX("index"),
    BITMAP("bitmap"),
    LOG("log");

    private final String fileName;

    ExportFile(String fileName) {
        this.fileName = fileName;
    }

    /** Its name in the directory. */
    public String fileName() {
        return fileName;
    }

    /** The file with this name; empty for a name that the vendor's exporter does not write. */
    public static Optional<ExportFile> of(String fileName) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(fileName))
                .findFirst();
    }
}
