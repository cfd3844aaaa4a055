package dev.drydock.export;

import dev.drydock.layout.v073.Family;
import java.util.List;
import java.util.Optional;

/**
 * What became of the records given to an {@link ExportSink}: each is written, or left out for a reason.
 *
 * @param lines one per family and fate, in the order in which they first came; none with zero records
 * @param damagedBlobs blobs written whose content is not the one their name is made of
 */
public record ExportSummary(List<Line> lines, long damagedBlobs) {

    public ExportSummary {
        lines = List.copyOf(lines);
    }

    /**
     * Records of one family that fared alike.
     *
     * @param omission why they were left out; empty for those written
     * @param bytes of key and value, as the source held them
     */
    public record Line(Family family, Optional<Omission> omission, long records, long bytes) {}

    /** Records in all. */
    public long read() {
        return lines.stream().mapToLong(Line::records).sum();
    }

    /** Records that are in the export; a blob's marker is there with its content. */
    public long written() {
        return lines.stream()
                .filter(line -> line.omission().isEmpty())
                .mapToLong(Line::records)
                .sum();
    }

    /** Records left out for a reason. */
    public long omitted(Omission omission) {
        return lines.stream()
                .filter(line -> line.omission().equals(Optional.of(omission)))
                .mapToLong(Line::records)
                .sum();
    }
}
