package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SavedFiles;
import dev.drydock.conversion.StoreException;
import dev.drydock.export.ExportRecords;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.translate.OfficialProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a v0.8.0 store of an export; refuses one that is not blank, where the real program would double its counters. */
final class StandInImport {

    private StandInImport() {}

    static void run(ConfiguredStore store, Path directory, Path work, PrintWriter out)
            throws StoreException, MalformedDataException, IOException {
        store.makeDirectory();
        var driver = store.driver();
        var path = store.path();
        if (driver == null || path == null || !isShared(store, path)) {
            run(store, store.store(), directory, work, out);
            return;
        }
        // The driver begins a store in a directory of its own only; the real program does not mind what lies there.
        var made = Files.createTempDirectory(work, "import-");
        run(store, driver.at(made), directory, work, out);
        try (var files = Files.newDirectoryStream(made)) {
            for (var file : files) {
                Files.move(file, path.resolve(made.relativize(file)));
            }
        }
        Files.delete(made);
    }

    /** Whether a directory for RocksDB holds something and no store. */
    private static boolean isShared(ConfiguredStore store, Path path) throws StoreException {
        return Files.isDirectory(path)
                && !Files.exists(path.resolve("CURRENT"))
                && store.store().detect() == StoreVersion.FOREIGN;
    }

    private static void run(ConfiguredStore store, PlacedStore into, Path directory, Path work, PrintWriter out)
            throws StoreException, MalformedDataException, IOException {
        try (var export = ExportRecords.open(directory);
                var sink = into.createTarget();
                // An export has nothing in it that would be saved.
                var saved = SavedFiles.into(work.resolve("saved"))) {
            out.println("Importing " + export.name() + " into " + sink.name() + ".");
            out.flush();
            var ledger = new Conversion(export, OfficialProfile.create(store.form()), sink, saved, Progress.NONE).run();
            ledger.lines().forEach((family, line) -> out.println("Imported " + line.written() + ", " + family.title()));
        }
    }
}
