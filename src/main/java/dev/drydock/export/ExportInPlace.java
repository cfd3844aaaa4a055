package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an export into a directory that stays the one it is, with its owner and mode. The files of an earlier export in
 * it are replaced, as the vendor's exporter does it, but only once all new ones are whole.
 */
public final class ExportInPlace {

    private static final String UNFINISHED = "unfinished";

    private ExportInPlace() {}

    /**
     * Writes it.
     *
     * @param directory that exists; nobody but this process may change names in it
     * @return the files, complete and synced
     */
    public static List<Path> write(SourceRecords records, Path directory, Progress progress)
            throws StoreException, MalformedDataException, IOException {
        return write(directory, unfinished -> {
            try (var sink = ExportSink.create(unfinished)) {
                records.read(sink, progress);
                sink.commit();
            }
        });
    }

    /** The same of a v0.8.0 store. */
    public static List<Path> write(TargetStore store, Path directory, Progress progress)
            throws StoreException, MalformedDataException, IOException {
        return write(directory, unfinished -> NewExport.write(store, unfinished, progress));
    }

    @FunctionalInterface
    private interface Exporter {
        void writeTo(Path target) throws StoreException, MalformedDataException;
    }

    private static List<Path> write(Path directory, Exporter exporter)
            throws StoreException, MalformedDataException, IOException {
        removeUnfinished(directory);
        var unfinished = directory.resolve(UNFINISHED);
        exporter.writeTo(unfinished);
        var written = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(unfinished)) {
            for (var file : files) {
                var target = directory.resolve(file.getFileName());
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                written.add(target);
            }
        }
        Files.delete(unfinished);
        return written;
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
