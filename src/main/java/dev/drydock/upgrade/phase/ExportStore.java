package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.export.ExportChecker;
import dev.drydock.export.ExportInPlace;
import dev.drydock.export.ExportReport;
import dev.drydock.export.Finding;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets the v0.7.3 program write its export, and reads that to its last byte. Where contents lie in a store of their own,
 * that program would bring every one of them here, and the import would take every one back: then Drydock writes the
 * export itself, with the links to the contents and without the contents. Both versions name them in the same way.
 */
final class ExportStore extends UpgradeStep {

    /** Remembered with the number of records once the export is whole. */
    static final String DONE = "export.records";

    ExportStore(Yard yard) {
        super(yard, "export.run", "Export with the old program, and check the export");
    }

    @Override
    boolean stands(StepContext context) {
        return context.recall(DONE).isPresent()
                && Files.isRegularFile(directory().resolve("property"));
    }

    private Path directory() {
        return blueprint().exportDirectory();
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("export-failed", () -> {
            PrepareDirectories.empty(directory());
            if (blueprint().store().hasContentsElsewhere()) {
                write(context);
            } else {
                // An export that was cut short may have come to where it belongs to the account of the importer.
                HostFiles.own(directory(), Yard.account(blueprint().exporter()), 0700);
                new Child("export", yard.patience().stall()).run(yard, context, task(), "exporting", this::written);
            }
            giveToRunner();
            // Whoever goes on without Drydock has the certificates of the store from here.
            FinishedConfiguration.of(yard, yard.newStore()).write(FinishedConfiguration.waiting(yard), yard.trusted());
            return StepResult.done(checked(context));
        });
    }

    /** While it is written, nobody else may change names in the directory. */
    private void write(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, InterruptedException {
        context.log(
                EventLevel.INFO,
                "Drydock writes the export; the contents stay in "
                        + blueprint().store().contents());
        HostFiles.own(directory(), Yard.account(blueprint().console()), 0700);
        try (var records = yard.records(yard.newStore())) {
            ExportInPlace.write(records, directory(), new StepProgress(context));
        }
    }

    private ServerTask task() {
        return ServerTask.export(blueprint());
    }

    private long written() {
        return GrowingFiles.bytes(directory());
    }

    /** The importer runs as another account, perhaps, and nobody else is to read the export. */
    private void giveToRunner() throws HostException, IOException, InterruptedException {
        var account = Yard.account(blueprint().runAs());
        try (var files = Files.newDirectoryStream(directory())) {
            for (var file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    HostFiles.own(file, account, 0600);
                }
            }
        }
        HostFiles.own(directory(), account, 0700);
    }

    private String checked(StepContext context) throws IOException, StoreException, StepFailedException {
        try (var scratch = yard.scratch()) {
            var report = ExportChecker.check(
                    directory(),
                    blueprint().store().hasContentsElsewhere()
                            ? ExportChecker.Contents.ELSEWHERE
                            : ExportChecker.Contents.INSIDE,
                    scratch.path(),
                    new StepProgress(context));
            requireSound(context, report, "v0.7.3");
            context.remember(DONE, Long.toString(report.records()));
            return report.records() + " records";
        }
    }

    /**
     * Says what was found in an export, and fails where it is not whole.
     *
     * @param version of the program that has written it
     */
    static void requireSound(StepContext context, ExportReport report, String version) throws StepFailedException {
        report.findings()
                .forEach(finding -> context.log(
                        finding.grade() == Finding.Grade.ERROR ? EventLevel.ERROR : EventLevel.INFO,
                        "Export: " + finding));
        if (!report.isSound()) {
            throw new StepFailedException(Failure.of(
                            "export-unsound",
                            "The export of " + version + " is not whole: " + report.errors()
                                    + " errors, though its program ended with status 0",
                            "Mend the cause, often room or permissions, then try again or go back")
                    .with(report.findings().stream()
                            .limit(10)
                            .map(Object::toString)
                            .toList()));
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        forget(context, DONE);
        yard.server().clear(task());
        Attempt.at("export-not-removed", () -> {
            HostFiles.deleteTree(FinishedConfiguration.waiting(yard));
            if (Files.isDirectory(directory())) {
                PrepareDirectories.empty(directory());
            }
        });
    }

    @Override
    public List<String> onward() {
        var b = blueprint();
        return List.of(
                "# without Drydock every content comes along"
                        + (b.store().hasContentsElsewhere()
                                ? ", from " + b.store().contents()
                                        + " too: see that there is room for all of them, twice"
                                : ""),
                yard.server().taskCommand(yard, task()),
                "chown -R " + b.runAs().uid() + ":" + b.runAs().gid() + " " + Shell.quote(directory()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
