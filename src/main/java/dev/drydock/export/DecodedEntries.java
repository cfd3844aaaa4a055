package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads an export from its first byte to its last, as records of a store. It ends at the first damage, whose message
 * names the file and the byte at which the operation begins.
 */
final class DecodedEntries<R> {

    /** Knows the families of a format. */
    @FunctionalInterface
    interface Decoder<R> {
        /** The one or two records that an entry stands for; keys of another shape are refused. */
        List<R> decode(ExportEntry entry) throws MalformedDataException;
    }

    /** Receives one record after the other. */
    @FunctionalInterface
    interface Receiver<R> {
        void accept(R record) throws StoreException, MalformedDataException;
    }

    private final ExportDirectory directory;
    private final Decoder<R> decoder;

    DecodedEntries(ExportDirectory directory, Decoder<R> decoder) {
        this.directory = directory;
        this.decoder = decoder;
    }

    /** Reads file after file in the order of {@link ExportFile}, each front to back, so that blob links come first. */
    void read(Receiver<R> receiver, Progress progress) throws StoreException, MalformedDataException {
        var total = OptionalLong.of(directory.size());
        var done = 0L;
        for (var file : directory.format().files()) {
            done = read(file, receiver, progress, done, total);
        }
    }

    private long read(ExportFile file, Receiver<R> receiver, Progress progress, long before, OptionalLong total)
            throws StoreException, MalformedDataException {
        var path = directory.file(file);
        try (var reader = ExportFileReader.open(path, directory.format())) {
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry.family().file() != file) {
                    throw ExportFileReader.malformed(
                            path,
                            entry.offset(),
                            "records of " + file.fileName() + ", found family "
                                    + entry.family().title());
                }
                feed(path, entry, receiver);
                progress.at(file.fileName(), before + reader.position(), total, Progress.Unit.BYTES);
            }
            reader.requireFamiliesOf(file);
            return before + reader.position();
        }
    }

    private void feed(Path path, ExportEntry entry, Receiver<R> receiver)
            throws StoreException, MalformedDataException {
        for (var record : decode(path, entry)) {
            try {
                receiver.accept(record);
            } catch (MalformedDataException e) {
                throw e.in(place(path, entry));
            }
        }
    }

    private List<R> decode(Path path, ExportEntry entry) throws MalformedDataException {
        try {
            return decoder.decode(entry);
        } catch (MalformedDataException e) {
            throw new MalformedDataException(e.structure(), e.offset(), e.expectation() + "; export again")
                    .in(place(path, entry));
        }
    }

    private static String place(Path path, ExportEntry entry) {
        return path + ", operation at byte " + entry.offset();
    }
}
