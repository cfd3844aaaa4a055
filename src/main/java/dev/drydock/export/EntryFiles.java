package dev.drydock.export;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The files of an export that is being written, in a directory that appears under its final name, whole and on disk, by
 * {@link #commit()}; closed without that, it leaves nothing behind. After a failure it cannot be committed any more.
 */
final class EntryFiles implements AutoCloseable {

    private final PendingDirectory directory;
    private final Map<ExportFile, EntryWriter> writers = new EnumMap<>(ExportFile.class);
    private boolean sound;

    private EntryFiles(PendingDirectory directory) {
        this.directory = directory;
    }

    /** Begins an export; refuses a target that is there, unless it is an empty directory. */
    static EntryFiles create(Path target, ExportFormat format) throws StoreException {
        var files = new EntryFiles(PendingDirectory.begin(target));
        try {
            for (var file : format.files()) {
                files.writers.put(file, files.open(format, file));
            }
            files.sound = true;
            return files;
        } catch (IOException e) {
            throw files.failure(e);
        } finally {
            if (!files.sound) {
                files.close();
            }
        }
    }

    private EntryWriter open(ExportFormat format, ExportFile file) throws IOException {
        return file == ExportFile.BLOB
                ? BlobFileWriter.create(directory.path(), format)
                : ExportFileWriter.create(directory.path(), format, file);
    }

    /** A directory for files that are gone with this, or before the export appears. */
    Path scratch() {
        return directory.path();
    }

    /** Refuses to go on after a failure, and takes what follows for failed until {@link #end} says that it is not. */
    void begin() {
        if (!sound) {
            throw new IllegalStateException("the export is finished, or has failed: " + directory.target());
        }
        sound = false;
    }

    /** What was {@link #begin begun} has succeeded. */
    void end() {
        sound = true;
    }

    void write(ExportEntry entry) throws StoreException {
        try {
            var writer = writers.get(entry.family().file());
            if (writer == null) {
                throw new IllegalStateException("no file for " + entry);
            }
            writer.write(entry);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Finishes the export and gives it its final name; nothing can be added afterwards. */
    void commit() throws StoreException {
        begin();
        try {
            for (var writer : writers.values()) {
                writer.finish();
                writer.close();
            }
            directory.publish();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    StoreException failure(IOException e) {
        return new StoreException(
                "Export " + directory.target() + " cannot be written: " + ExportFileInput.reason(e),
                "Make room on the disk, or name a directory on another one, then begin again",
                e);
    }

    /** Lets go of the files; an export that has not been committed is removed. */
    @Override
    public void close() throws StoreException {
        try (directory) {
            for (var writer : writers.values()) {
                writer.close();
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The unfinished export " + directory.path() + " cannot be removed: " + ExportFileInput.reason(e),
                    "Remove it: it holds mail",
                    e);
        }
    }
}
