package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The records of a v0.7.3 store, reconstructed from its export: whole keys as the store had them, and of the families
 * that the exporter leaves out none. Blobs come plain, whatever the store did.
 *
 * <p>A damaged export fails at its first damage; {@code ExportChecker} finds them all.
 */
public final class ExportRecords implements SourceRecords {

    private final ExportDirectory directory;

    private ExportRecords(ExportDirectory directory) {
        this.directory = directory;
    }

    /** Opens an export directory; refuses one in which a file is missing, or is there that does not belong to it. */
    public static ExportRecords open(Path directory) throws StoreException {
        return new ExportRecords(ExportDirectory.open(directory));
    }

    @Override
    public String name() {
        return "export:" + directory.path();
    }

    @Override
    public boolean isExport() {
        return true;
    }

    /** Reads file after file in the order of {@link ExportFile}, each front to back, so that blob links come first. */
    @Override
    public void read(Consumer consumer, Progress progress) throws StoreException, MalformedDataException {
        var total = OptionalLong.of(directory.size());
        var done = 0L;
        for (var file : ExportFile.values()) {
            done = read(file, consumer, progress, done, total);
        }
    }

    private long read(ExportFile file, Consumer consumer, Progress progress, long before, OptionalLong total)
            throws StoreException, MalformedDataException {
        var path = directory.file(file);
        try (var reader = ExportFileReader.open(path)) {
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry.family().file() != file) {
                    throw ExportFileReader.malformed(
                            path,
                            entry.offset(),
                            "records of " + file.fileName() + ", found family "
                                    + entry.family().title());
                }
                feed(path, entry, consumer);
                progress.at(file.fileName(), before + reader.position(), total, Progress.Unit.BYTES);
            }
            reader.requireFamiliesOf(file);
            return before + reader.position();
        }
    }

    private static void feed(Path path, ExportEntry entry, Consumer consumer)
            throws StoreException, MalformedDataException {
        for (var record : decode(path, entry)) {
            try {
                consumer.accept(record);
            } catch (MalformedDataException e) {
                throw e.in(place(path, entry));
            }
        }
    }

    private static List<SourceRecord> decode(Path path, ExportEntry entry) throws MalformedDataException {
        try {
            return ExportDecoder.decode(entry);
        } catch (MalformedDataException e) {
            throw new MalformedDataException(e.structure(), e.offset(), e.expectation() + "; export again")
                    .in(place(path, entry));
        }
    }

    private static String place(Path path, ExportEntry entry) {
        return path + ", operation at byte " + entry.offset();
    }

    @Override
    public void close() {}
}
