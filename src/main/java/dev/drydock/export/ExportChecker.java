package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.export.Finding.Grade;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.sorting.ExternalSorter;
import dev.drydock.translate.SourceRecord;
import dev.drydock.translate.TargetRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads an export directory to its last byte and says everything that is wrong with it: files that are missing or too
 * many, damaged operations, keys of a wrong shape, records that come twice, blobs that are not what their name says or
 * that nobody holds, documents without the records they must have.
 *
 * <p>A file cut exactly between two operations reads as complete. Some such cuts leave documents without records and
 * are found by that; that nothing at all is missing is proven only by a comparison with the store.
 *
 * <p>Memory does not grow with the export: what has to be brought together is sorted on disk.
 */
public final class ExportChecker {

    private static final String OWNER_ONLY = "rwx------";

    /** Where the contents of an export's blobs are. */
    public enum Contents {
        /** In the export, as the vendor's exporter writes it. */
        INSIDE,
        /** In a store of their own, which the upgrade leaves as it is: the export holds links only. */
        ELSEWHERE
    }

    private final Path directory;
    private final ExportFormat format;
    private final Progress progress;
    private final CrossCheck crossCheck;
    private final FindingList findings = new FindingList();
    private final Map<ExportFamily, ExportReport.Tally> tallies = new EnumMap<>(ExportFamily.class);

    private ExportChecker(Path directory, ExportFormat format, CrossCheck crossCheck, Progress progress) {
        this.directory = directory;
        this.format = format;
        this.crossCheck = crossCheck;
        this.progress = progress;
        for (var family : format.families()) {
            tallies.put(family, ExportReport.Tally.NONE);
        }
    }

    /**
     * Checks an export by v0.7.3; whatever is wrong with it is in the report.
     *
     * @param scratch an existing directory, private to this process, for files while the check runs
     * @throws StoreException where there is no directory that can be read, or no room to check it
     */
    public static ExportReport check(Path directory, Path scratch, Progress progress) throws StoreException {
        return check(directory, Contents.INSIDE, scratch, progress);
    }

    /**
     * Checks an export by v0.7.3.
     *
     * @param contents where contents have to be; one in the wrong place is an error, since its import would write into
     *     the store that is to stay as it is
     * @param scratch an existing directory, private to this process, for files while the check runs
     * @throws StoreException where there is no directory that can be read, or no room to check it
     */
    public static ExportReport check(Path directory, Contents contents, Path scratch, Progress progress)
            throws StoreException {
        return check(directory, ExportFormat.V0_7_3, contents, scratch, progress);
    }

    /** The same for an export of either format. */
    public static ExportReport check(
            Path directory, ExportFormat format, Contents contents, Path scratch, Progress progress)
            throws StoreException {
        try (var sorter = new ExternalSorter(scratch)) {
            return new ExportChecker(directory, format, new CrossCheck(sorter, contents), progress).report();
        } catch (IOException e) {
            throw new StoreException(
                    "The records of " + directory + " cannot be sorted in " + scratch + ": "
                            + ExportFileInput.reason(e),
                    "Make room there, then check again",
                    e);
        }
    }

    private ExportReport report() throws StoreException, IOException {
        ExportDirectory.problems(directory, format).forEach(findings::add);
        var total = OptionalLong.empty();
        try {
            checkPermissions();
            total = OptionalLong.of(sizeOfAll());
        } catch (IOException e) {
            throw ExportDirectory.unreadable(directory, e);
        }
        var done = 0L;
        for (var file : format.files()) {
            if (isReadable(file)) {
                done = check(file, done, total);
            }
        }
        crossCheck.report(findings);
        checkNotEmpty();
        return new ExportReport(
                directory.toString(),
                tallies,
                findings.sorted(),
                findings.count(Grade.ERROR),
                findings.count(Grade.WARNING));
    }

    private long check(ExportFile file, long before, OptionalLong total) throws IOException {
        var name = file.fileName();
        try (var reader = ExportFileReader.open(directory.resolve(name), format)) {
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                check(file, entry);
                progress.at(name, before + reader.position(), total, Progress.Unit.BYTES);
            }
            reader.requireFamiliesOf(file);
            return before + reader.size();
        } catch (MalformedDataException e) {
            findings.add(Finding.at(Grade.ERROR, name, e.offset(), e.structure(), "expected " + e.expectation()));
        } catch (StoreException e) {
            findings.add(Finding.of(Grade.ERROR, name, ExportFileReader.STRUCTURE, String.valueOf(e.getMessage())));
        }
        return before;
    }

    private void check(ExportFile file, ExportEntry entry) throws IOException {
        var family = entry.family();
        tallies.merge(family, ExportReport.Tally.of(entry), ExportReport.Tally::plus);
        if (family.file() != file) {
            error(file, entry, "belongs in file " + family.file().fileName());
        }
        try {
            if (isEmptyBitmap(entry)) {
                add(Grade.NOTICE, file, entry, "a bitmap without documents");
            } else if (entry.isBlobContent()) {
                checkContent(file, entry);
            }
            crossCheck.add(file, entry);
        } catch (MalformedDataException e) {
            error(file, entry, String.valueOf(e.getMessage()));
        }
    }

    /** Refuses an entry of another shape as well. */
    private boolean isEmptyBitmap(ExportEntry entry) throws MalformedDataException {
        return switch (format) {
            case V0_7_3 ->
                ExportDecoder.decode(entry).get(0) instanceof SourceRecord.Bitmap bitmap
                        && bitmap.documents().isEmpty();
            case V0_8_0 ->
                NewExportDecoder.decode(entry).get(0) instanceof TargetRecord.Documents set
                        && set.documents().isEmpty();
        };
    }

    private void checkContent(ExportFile file, ExportEntry entry) throws MalformedDataException {
        var hash = BlobHash.of(entry.key());
        switch (StoredBlob.of(hash, entry.value()).form()) {
            case PLAIN -> {}
            case LZ4 ->
                error(
                        file,
                        entry,
                        "blob " + hash
                                + " is still compressed: the server exported it under a configuration that does not say"
                                + " so");
            case UNKNOWN -> error(file, entry, "the content of blob " + hash + " is not what its name says (BLAKE3)");
        }
    }

    private void error(ExportFile file, ExportEntry entry, String text) {
        add(Grade.ERROR, file, entry, text);
    }

    private void add(Grade grade, ExportFile file, ExportEntry entry, String text) {
        findings.add(Finding.at(
                grade, file.fileName(), entry.offset(), entry.family().title(), text));
    }

    private void checkPermissions() throws IOException {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
        if (!mode.endsWith(OWNER_ONLY.substring(3))) {
            findings.add(Finding.of(
                    Grade.WARNING,
                    "",
                    ExportDirectory.STRUCTURE,
                    "others than its owner may enter it (" + mode + "), and it holds all mail and the hashes of all"
                            + " passwords: chmod 700"));
        }
    }

    /** An installation has settings and principals; only one that holds its principals elsewhere may lack them. */
    private void checkNotEmpty() {
        var records =
                tallies.values().stream().mapToLong(ExportReport.Tally::records).sum();
        if (records == 0) {
            findings.add(Finding.of(
                    Grade.ERROR, "", ExportDirectory.STRUCTURE, "there is not one record in it: nothing was exported"));
            return;
        }
        for (var family : new ExportFamily[] {ExportFamily.CONFIG, ExportFamily.DIRECTORY}) {
            if (tallies.getOrDefault(family, ExportReport.Tally.NONE).records() == 0) {
                findings.add(Finding.of(
                        Grade.WARNING,
                        family.file().fileName(),
                        ExportFileReader.STRUCTURE,
                        "there is not one record in it, but nearly every server has some: compare with the store"));
            }
        }
    }

    private boolean isReadable(ExportFile file) {
        return Files.isRegularFile(directory.resolve(file.fileName()), LinkOption.NOFOLLOW_LINKS);
    }

    private long sizeOfAll() throws IOException {
        var sum = 0L;
        for (var file : format.files()) {
            sum += isReadable(file) ? size(file) : 0;
        }
        return sum;
    }

    private long size(ExportFile file) throws IOException {
        return Files.size(directory.resolve(file.fileName()));
    }
}
