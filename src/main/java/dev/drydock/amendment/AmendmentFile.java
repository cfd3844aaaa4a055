package dev.drydock.amendment;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.ProfileDifference;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.ReportKey;
import dev.drydock.translate.Profile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A file of changes to a written v0.8.0 store: of each record that changes, what it is before and after. It is whole, or it
 * cannot be opened. It holds mail and is readable by its owner alone; who shall apply it must be given it.
 *
 * @param title what it changes, for people
 * @param rows how many records change, by letter; letters without any are left out
 * @param bytes its size
 */
public record AmendmentFile(Path path, String title, Map<Letter, Long> rows, long bytes) {

    public AmendmentFile {
        rows = Map.copyOf(rows);
    }

    /**
     * Opens a file, and reads it once to its end.
     *
     * @throws StoreException if it is cut or damaged, or cannot be read
     */
    public static AmendmentFile open(Path path) throws StoreException {
        try (var reader = new AmendmentRows(path)) {
            var rows = new EnumMap<Letter, Long>(Letter.class);
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.merge(row.letter(), 1L, Long::sum);
            }
            return new AmendmentFile(path, reader.title(), rows, reader.size());
        }
    }

    /** Records that change, over all letters. */
    public long count() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    AmendmentRows read() throws StoreException {
        return new AmendmentRows(path);
    }

    /**
     * Computes what brings a store that holds the outcome of one profile to holding that of another.
     *
     * @param old what both are made of; read once
     * @param have a fresh profile whose outcome the store holds
     * @param want a fresh profile whose outcome it shall hold
     * @param store the store, in which every record that differs is looked up; it may hold some of them already as they
     *     are wanted, as after an amendment that was begun
     * @param file a new file in an existing directory
     * @param work an existing directory for temporary files
     * @throws StoreException naming the record, if the store holds neither what the one nor what the other yields
     */
    public static AmendmentFile difference(
            SourceRecords old,
            Supplier<Profile> have,
            Supplier<Profile> want,
            TargetStore store,
            Path file,
            Path work,
            Progress progress)
            throws StoreException, MalformedDataException {
        try (var writer = AmendmentWriter.create(
                file, "from " + have.get().name() + " to " + want.get().name())) {
            var found = new FoundRow(store);
            new ProfileDifference(old, have, want, work)
                    .read((letter, key, had, wanted) -> writer.add(found.row(letter, key, had, wanted)), progress);
            writer.commit();
        }
        return open(file);
    }

    /**
     * Computes what takes all that a server would send by itself out of a store: the events of its queue, and the reports
     * to send. Queued messages and received reports stay.
     *
     * @param file a new file in an existing directory
     */
    public static AmendmentFile withoutQueue(TargetStore store, Path file) throws StoreException {
        try (var writer = AmendmentWriter.create(file, "without queue events and reports to send")) {
            for (var letter : new Letter[] {Letter.REPORT_OUT, Letter.QUEUE_EVENT}) {
                try (var records = store.scan(letter)) {
                    while (records.next()) {
                        var key = records.key();
                        if (letter == Letter.QUEUE_EVENT || isToSend(key)) {
                            writer.add(new AmendedRow(letter, key, records.value(), null));
                        }
                    }
                }
            }
            writer.commit();
        }
        return open(file);
    }

    /** The server takes for a report to send whatever has class 0; of the others, their length tells. */
    private static boolean isToSend(byte[] key) {
        return (key.length > 0 && key[0] == ReportKey.HEADER_TO_SEND) || !ReportKey.isReceived(key);
    }
}
