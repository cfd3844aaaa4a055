package dev.drydock.export;

/**
 * The families of an export, with the byte each has in a family operation, the one file it belongs in, and which of
 * account, collection and document its records are held under.
 */
public enum ExportFamily {
    PROPERTY(0, "property", ExportFile.PROPERTY, Scope.DOCUMENT),
    /** Of v0.7.3 only: the value stands where the key does in other families. */
    TERM_INDEX(1, "term index", ExportFile.TERM_INDEX, Scope.DOCUMENT),
    /** Of v0.8.0 only. */
    FULL_TEXT_INDEX(1, "full-text index", ExportFile.FULL_TEXT_INDEX, Scope.DOCUMENT),
    ACL(2, "ACL", ExportFile.ACL, Scope.DOCUMENT),
    BLOB(3, "blob", ExportFile.BLOB, Scope.BLOB),
    CONFIG(4, "setting", ExportFile.CONFIG, Scope.STORE),
    LOOKUP_VALUE(5, "lookup value", ExportFile.LOOKUP, Scope.STORE),
    LOOKUP_COUNTER(6, "lookup counter", ExportFile.LOOKUP, Scope.STORE),
    DIRECTORY(7, "directory", ExportFile.DIRECTORY, Scope.STORE),
    QUEUE(8, "queue", ExportFile.QUEUE, Scope.STORE),
    INDEX(9, "index", ExportFile.INDEX, Scope.DOCUMENT),
    BITMAP(10, "bitmap", ExportFile.BITMAP, Scope.COLLECTION),
    LOG(11, "change log", ExportFile.LOG, Scope.COLLECTION);

    /** Which of account, collection and document a record needs, and so which must have been set before it. */
    enum Scope {
        STORE(false, false, false),
        COLLECTION(true, true, false),
        DOCUMENT(true, true, true),
        /** A link needs all three; a content needs account and document, and its collection means nothing. */
        BLOB(true, false, true);

        final boolean account;
        final boolean collection;
        final boolean document;

        Scope(boolean account, boolean collection, boolean document) {
            this.account = account;
            this.collection = collection;
            this.document = document;
        }
    }

    private final int code;
    private final String title;
    private final ExportFile file;
    private final Scope scope;

    ExportFamily(int code, String title, ExportFile file, Scope scope) {
        this.code = code;
        this.title = title;
        this.file = file;
        this.scope = scope;
    }

    /** Its byte in a family operation; each is that of one family in an {@link ExportFormat}. */
    public int code() {
        return code;
    }

    /** What a record of it is called, for people. */
    public String title() {
        return title;
    }

    /** The file that the vendor's exporter writes it to. */
    public ExportFile file() {
        return file;
    }

    Scope scope() {
        return scope;
    }
}
