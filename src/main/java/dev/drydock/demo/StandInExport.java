package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the export of a v0.7.3 store. The directory is made where it is missing and otherwise kept, with its owner and
 * mode; files of an earlier export in it are replaced, as the real program does it.
 */
final class StandInExport {

    private static final String UNFINISHED = "unfinished";

    private StandInExport() {}

    static void run(ConfiguredStore store, Path directory, PrintWriter out)
            throws StoreException, MalformedDataException, IOException {
        Files.createDirectories(directory);
        removeUnfinished(directory);
        var unfinished = directory.resolve(UNFINISHED);
        try (var records = new StoreRecords(store.driver().openSource(store.path()));
                var sink = ExportSink.create(unfinished)) {
            out.println("Exporting " + records.name() + " to " + directory + ".");
            out.flush();
            records.read(sink, Progress.NONE);
            sink.commit();
        }
        try (var files = Files.list(unfinished)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = directory.resolve(unfinished.relativize(file));
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
                out.println("Wrote " + target + ", " + Files.size(target) + " bytes.");
            }
        }
        Files.delete(unfinished);
    }

    /** What a killed run has left. */
    private static void removeUnfinished(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory, "{" + UNFINISHED + ",." + UNFINISHED + ".drydock-*}")) {
            for (var entry : entries) {
                try (var files = Files.newDirectoryStream(entry)) {
                    for (var file : files) {
                        Files.delete(file);
                    }
                }
                Files.delete(entry);
            }
        }
    }
}
