package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.export.ExportChecker;
import dev.drydock.export.ExportFormat;
import dev.drydock.export.NewExportRecords;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Path;

/** What the new store holds, as v0.8.0 itself writes it down, laid out where it can be read. */
final class NewStoreExport {

    private static final int OWNER_ONLY = 0700;

    private final Yard yard;
    private final PlacedStore place;

    /** @param place that it is laid out in, below a directory of this console */
    NewStoreExport(Yard yard, PlacedStore place) {
        this.yard = yard;
        this.place = place;
    }

    /** Reads it, unless that was done since it last changed. */
    PlacedStore read(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, StepFailedException,
                    InterruptedException {
        if (context.recall(StoreSite.READ).isPresent() && place.detect() == StoreVersion.V0_8_0) {
            return place;
        }
        HostFiles.deleteTree(yard.blueprint().store().inCluster().newRead());
        write(context);
        check(context);
        try (var sink = place.createTarget()) {
            NewExportRecords.open(directory()).layOut(sink, new StepProgress(context));
        }
        HostFiles.deleteTree(directory());
        context.remember(StoreSite.READ, yard.clock().instant().toString());
        return place;
    }

    /** Where v0.8.0 can write. */
    private Path directory() {
        return yard.blueprint().workshop().resolve("export-v0.8.0");
    }

    private void write(StepContext context) throws HostException, StepFailedException, InterruptedException {
        HostFiles.deleteTree(directory());
        HostFiles.createDirectory(directory(), Yard.account(yard.blueprint().runAs()), OWNER_ONLY, yard.trusted());
        new Child("reading", yard.patience().stall())
                .run(
                        yard,
                        context,
                        ServerTask.reading(yard.blueprint(), directory()),
                        "having v0.8.0 write down what it holds",
                        this::written);
    }

    private long written() {
        return GrowingFiles.bytes(directory());
    }

    private void check(StepContext context) throws StoreException, IOException, StepFailedException {
        try (var scratch = yard.scratch()) {
            var report = ExportChecker.check(
                    directory(),
                    ExportFormat.V0_8_0,
                    ExportChecker.Contents.INSIDE,
                    scratch.path(),
                    new StepProgress(context));
            ExportStore.requireSound(context, report, "v0.8.0");
        }
    }
}
