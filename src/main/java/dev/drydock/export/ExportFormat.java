package dev.drydock.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The two versions of the export format: the same operations and almost the same families, of stores of two layouts. */
public enum ExportFormat {
    /** What v0.7.3 writes, of the layout that was before v0.8.0: version 1. */
    V0_7_3(1, "v0.7.3", ExportFamily.FULL_TEXT_INDEX),
    /** What v0.8.0 writes, of its own layout: version 2. */
    V0_8_0(2, "v0.8.0", ExportFamily.TERM_INDEX);

    private final int version;
    private final String server;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final List<ExportFamily> families;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final List<ExportFile> files;

    ExportFormat(int version, String server, ExportFamily without) {
        this.version = version;
        this.server = server;
        this.families = Arrays.stream(ExportFamily.values())
                .filter(family -> family != without)
                .toList();
        this.files = families.stream().map(ExportFamily::file).distinct().toList();
    }

    /** Its byte in the header of each file. */
    public int version() {
        return version;
    }

    /** The version of the server that writes it, for people. */
    public String server() {
        return server;
    }

    /** The families that it has, in the order of {@link ExportFamily}. */
    public List<ExportFamily> families() {
        return families;
    }

    /** The eleven files that it has, in the order in which they are read. */
    public List<ExportFile> files() {
        return files;
    }

    /** The families that it has in a file. */
    List<ExportFamily> families(ExportFile file) {
        return families.stream().filter(family -> family.file() == file).toList();
    }

    /** The family of a byte; empty for one that is not written. */
    Optional<ExportFamily> family(int code) {
        return families.stream().filter(family -> family.code() == code).findFirst();
    }

    /** The file with this name; empty for a name that the vendor's exporter does not write. */
    public Optional<ExportFile> file(String fileName) {
        return files.stream().filter(file -> file.fileName().equals(fileName)).findFirst();
    }

    /** The format of a version byte; empty for another. */
    static Optional<ExportFormat> of(int version) {
        return Arrays.stream(values())
                .filter(format -> format.version == version)
                .findFirst();
    }
}
