package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Path;

/**
 * The records of a v0.7.3 store, reconstructed from its export: whole keys as the store had them, and of the families
 * that the exporter leaves out none. Blobs come plain, whatever the store did.
 *
 * <p>A damaged export fails at its first damage; {@code ExportChecker} finds them all.
 */
public final class ExportRecords implements SourceRecords {

    private final ExportDirectory directory;
    private final DecodedEntries<SourceRecord> records;

    private ExportRecords(ExportDirectory directory) {
        this.directory = directory;
        this.records = new DecodedEntries<>(directory, ExportDecoder::decode);
    }

    /** Opens an export directory; refuses one in which a file is missing, or is there that does not belong to it. */
    public static ExportRecords open(Path directory) throws StoreException {
        return new ExportRecords(ExportDirectory.open(directory, ExportFormat.V0_7_3));
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
        records.read(consumer::accept, progress);
    }

    @Override
    public void close() {}
}
