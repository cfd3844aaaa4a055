package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.TargetRecord;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The records of a v0.8.0 store, reconstructed from its own export: whole keys as the store had them, and contents plain,
 * whatever the store did. A store can be laid out of them where the one that they are of cannot be opened.
 *
 * <p>The exporter of v0.8.0 leaves out all that is under the letters other than {@link #CARRIED}; of {@link Letter#QUOTA}
 * the queue quotas, and used quotas of principals that are gone; of {@link Letter#COUNTER} next UIDs of mailboxes that are
 * gone, and lookup counters whose name looks like the key of a next UID; all counters that are zero; and contents without
 * a marker, or markers without a content.
 *
 * <p>A damaged export fails at its first damage; {@code ExportChecker} finds them all.
 */
public final class NewExportRecords {

    /** The letters of which exports carry what a server keeps there for good. */
    public static final Set<Letter> CARRIED = Collections.unmodifiableSet(EnumSet.complementOf(
            EnumSet.of(Letter.INDEX_QUEUE, Letter.REPORT_OUT, Letter.REPORT_IN, Letter.BLOB_RESERVATION)));

    private final ExportDirectory directory;
    private final DecodedEntries<TargetRecord> records;

    /** Receives one record after the other. */
    @FunctionalInterface
    public interface Consumer {
        void accept(TargetRecord record) throws StoreException, MalformedDataException;
    }

    private NewExportRecords(ExportDirectory directory) {
        this.directory = directory;
        this.records = new DecodedEntries<>(directory, NewExportDecoder::decode);
    }

    /** Opens an export directory; refuses one in which a file is missing, or is there that does not belong to it. */
    public static NewExportRecords open(Path directory) throws StoreException {
        return new NewExportRecords(ExportDirectory.open(directory, ExportFormat.V0_8_0));
    }

    /** The directory as the admin names it. */
    public String name() {
        return "export:" + directory.path();
    }

    /**
     * Feeds all records, none of them {@link TargetRecord.Saved}, to {@code consumer}; may be called several times, with the
     * same outcome.
     *
     * @param progress is told in bytes
     * @throws MalformedDataException naming file and byte of the first damage
     */
    public void read(Consumer consumer, Progress progress) throws StoreException, MalformedDataException {
        records.read(consumer::accept, progress);
    }

    /**
     * Lays the store out: feeds all records to {@code sink} and commits it, or throws and commits nothing.
     *
     * @param sink closed by the caller
     */
    public void layOut(RecordSink sink, Progress progress) throws StoreException, MalformedDataException {
        read(sink::put, progress);
        sink.commit();
    }
}
