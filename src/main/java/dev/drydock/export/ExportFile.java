package dev.drydock.export;

/** The files of an export directory, in the order in which they are read; each {@link ExportFormat} has eleven of them. */
public enum ExportFile {
    PROPERTY("property"),
    /** Of v0.7.3 only. */
    TERM_INDEX("term_index"),
    /** Of v0.8.0 only. */
    FULL_TEXT_INDEX("fts_index"),
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
}
