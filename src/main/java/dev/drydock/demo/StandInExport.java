package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportInPlace;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the export of a store, each version that of its own. The directory is made where it is missing and otherwise
 * kept, with its owner and mode; files of an earlier export in it are replaced, as the real program does it.
 */
final class StandInExport {

    private final Path directory;
    private final PrintWriter out;

    private StandInExport(Path directory, PrintWriter out) {
        this.directory = directory;
        this.out = out;
    }

    static void run(StandInVersion version, ConfiguredStore store, Path directory, PrintWriter out)
            throws StoreException, MalformedDataException, IOException {
        Files.createDirectories(directory);
        var export = new StandInExport(directory, out);
        if (version.layout() == StoreVersion.V0_8_0) {
            export.runNew(store.store());
        } else {
            export.runOld(store.store());
        }
    }

    private void runOld(PlacedStore store) throws StoreException, MalformedDataException, IOException {
        try (var records = new StoreRecords(store.openSource())) {
            begun(records.name());
            ended(ExportInPlace.write(records, directory, Progress.NONE));
        }
    }

    private void runNew(PlacedStore store) throws StoreException, MalformedDataException, IOException {
        try (var records = store.openTarget()) {
            begun(records.name());
            ended(ExportInPlace.write(records, directory, Progress.NONE));
        }
    }

    private void begun(String name) {
        out.println("Exporting " + name + " to " + directory + ".");
        out.flush();
    }

    private void ended(List<Path> files) throws IOException {
        for (var file : files) {
            out.println("Wrote " + file + ", " + Files.size(file) + " bytes.");
        }
    }
}
