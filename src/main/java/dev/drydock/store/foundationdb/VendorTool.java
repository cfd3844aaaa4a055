package dev.drydock.store.foundationdb;

/** The programs that FoundationDB brings along. They are one program that goes by the name it is started under. */
public enum VendorTool {
    /** Reads and writes keys, and asks for the state of the cluster. */
    CLI("fdbcli"),
    BACKUP("fdbbackup"),
    RESTORE("fdbrestore");

    private final String program;

    VendorTool(String program) {
        this.program = program;
    }

    /** The name of its file. */
    public String program() {
        return program;
    }
}
