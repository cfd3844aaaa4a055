package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportInPlace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the export of a v0.7.3 store. The directory is made where it is missing and otherwise kept, with its owner and
 * mode; files of an earlier export in it are replaced, as the real program does it.
 */
final class StandInExport {

    private StandInExport() {}

    static void run(ConfiguredStore store, Path directory, PrintWriter out)
            throws StoreException, MalformedDataException, IOException {
        Files.createDirectories(directory);
        try (var records = new StoreRecords(store.store().openSource())) {
            out.println("Exporting " + records.name() + " to " + directory + ".");
            out.flush();
            for (var file : ExportInPlace.write(records, directory, Progress.NONE)) {
                out.println("Wrote " + file + ", " + Files.size(file) + " bytes.");
            }
        }
    }
}
