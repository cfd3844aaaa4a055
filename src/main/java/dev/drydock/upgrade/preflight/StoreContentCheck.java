package dev.drydock.upgrade.preflight;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.BriefInspection;
import dev.drydock.conversion.Inspection;
import dev.drydock.conversion.InspectionReport;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.installation.StoreState;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the store of a stopped server to its last record, where that does not take too long, and says what is in it and
 * what becomes of that. For one look: it keeps what it has seen.
 */
final class StoreContentCheck implements Check {

    private static final long LARGEST_COPY = 2L << 30;

    private @Nullable List<FamilySize> contents;

    /** What the store holds, by family; null where it was not read to its end. */
    @Nullable
    List<FamilySize> contents() {
        return contents;
    }

    @Override
    public String topic() {
        return "store";
    }

    @Override
    public List<Finding> look(Scene scene) throws IOException, InterruptedException {
        var code = "store.readable";
        var path = scene.blueprint().store().place();
        if (scene.cluster().isPresent()) {
            return List.of(Finding.skip(
                    code,
                    "What a cluster holds is read from its server's export only, to its last byte, before anything is"
                            + " cleared",
                    ""));
        }
        if (scene.isServerRunning()) {
            return List.of(Finding.skip(
                    code,
                    "The server runs and holds its store, so nobody else can read it",
                    "It can be looked at while the server is stopped, or in a copy of its files with drydock inspect;"
                            + " once it is stopped every record is read and compared in any case"));
        }
        if (!(scene.found().dataState() instanceof StoreState.Seen seen) || seen.version() != StoreVersion.V0_7_3) {
            return List.of(Finding.skip(code, "There is no store of v0.7.3 at " + path + " that could be read", ""));
        }
        var files = scene.blueprint().store().files();
        if (files != null && needsLargeCopy(files.path())) {
            return List.of(Finding.skip(
                    code,
                    path + " was not closed cleanly, so it is read from a copy, and it is too large to copy for a look",
                    "Start and stop v0.7.3 once more, which puts it in order; drydock inspect reads it in any case"));
        }
        try (var source = scene.yard().newStore().openSource()) {
            return read(scene, source);
        } catch (StoreInUseException e) {
            return List.of(Finding.fail("store.in-use", e.problem(), e.nextStep()));
        } catch (StoreException e) {
            return List.of(Finding.fail("store.unreadable", e.problem(), e.nextStep()));
        } catch (MalformedDataException e) {
            return List.of(Finding.fail(
                    "store.malformed",
                    "The store " + path + " holds a record that is not what it should be: " + e.getMessage(),
                    "drydock inspect names it; put it right with v0.7.3, or go back to an older copy"));
        }
    }

    private List<Finding> read(Scene scene, RecordSource source)
            throws StoreException, MalformedDataException, InterruptedException {
        var path = scene.blueprint().store().place();
        try {
            var report = new Inspection(records(scene, source), new ReadingLimit(scene)).run();
            contents = report.families().entrySet().stream()
                    .map(family -> new FamilySize(
                            family.getKey().title(),
                            family.getValue().records(),
                            family.getValue().bytes()))
                    .toList();
            var findings = new ArrayList<Finding>();
            findings.add(Finding.pass("store.readable", summary(path, report)));
            findings.addAll(new StoreContentFindings(scene).of(report));
            return findings;
        } catch (ReadingLimit.TimeIsUpException e) {
            e.requireNotInterrupted();
            return brief(scene, source, e);
        }
    }

    private static SourceRecords records(Scene scene, RecordSource source) {
        return scene.blueprint().store().hasContentsElsewhere()
                ? StoreRecords.withContentsElsewhere(source)
                : new StoreRecords(source);
    }

    /** What can be said of a store that is too large to be read in the time that there is. */
    private static List<Finding> brief(Scene scene, RecordSource source, ReadingLimit.TimeIsUpException first)
            throws StoreException, MalformedDataException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var names = "names and settings were looked at, the rest of the contents, the queue and the reports were not";
        try {
            findings.addAll(
                    new StoreContentFindings(scene).ofNames(BriefInspection.of(source, new ReadingLimit(scene))));
        } catch (ReadingLimit.TimeIsUpException e) {
            e.requireNotInterrupted();
            names = "the rest, and names and settings, were not looked at";
        }
        findings.add(
                0,
                Finding.skip(
                        "store.readable",
                        "The store " + scene.blueprint().store().place() + " was read for "
                                + scene.readingLimit().toSeconds() + " s without fault, up to " + first.getMessage()
                                + "; " + names,
                        "drydock inspect reads all of it; once it is stopped Drydock compares every record in any case"));
        return findings;
    }

    private static String summary(String path, InspectionReport report) {
        return "The store " + path + " can be read to its last record: " + report.records() + " records, "
                + ByteCount.of(report.bytes()) + "; " + report.accounts().size() + " accounts with "
                + report.messages() + " messages in " + report.mailboxes() + " mailboxes, "
                + report.queue().messages() + " messages in the queue, "
                + (report.reports().toSend() + report.reports().received()) + " reports";
    }

    private static boolean needsLargeCopy(Path store) throws IOException {
        var log = Path.of(store + "-wal");
        return Files.isRegularFile(store)
                && Files.isRegularFile(log)
                && Files.size(log) > 0
                && Files.size(store) > LARGEST_COPY;
    }
}
