package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import java.nio.file.Path;

/**
 * Writes an export of a v0.8.0 store that holds the same entries as the one that v0.8.0 itself writes. It appears under
 * its final name, whole and on disk, or not at all. The directory has mode 0700 and its files 0600.
 */
public final class NewExport {

    private NewExport() {}

    /**
     * Writes it.
     *
     * @param target refused if it is there, unless it is an empty directory
     * @param progress is told in records
     * @throws MalformedDataException for a key that is not of its letter's shape
     */
    public static void write(TargetStore store, Path target, Progress progress)
            throws StoreException, MalformedDataException {
        try (var files = EntryFiles.create(target, ExportFormat.V0_8_0)) {
            new NewExportWriter(store, files, progress).run();
            files.commit();
        }
    }
}
