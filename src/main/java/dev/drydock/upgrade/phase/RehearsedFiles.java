package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.upgrade.blueprint.Rehearsal;
import dev.drydock.upgrade.blueprint.StoredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A store of files: a snapshot of it, and the new store made of that, lie beside it for a while. */
record RehearsedFiles(Yard yard, FileStoreDriver driver, StoredFiles files) implements RehearsedStore {

    private static final int OWNER_ONLY = 0700;

    private Path directory() {
        return files.old()
                .resolveSibling("drydock-rehearsal-" + yard.blueprint().id());
    }

    private Path snapshot() {
        return directory().resolve("snapshot");
    }

    private Path made() {
        return directory().resolve("new");
    }

    @Override
    public Rehearsal run(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, InterruptedException {
        // As the one that it rehearses for: what belongs to that account is shared, else copied.
        var account = Yard.account(yard.blueprint().runAs());
        HostFiles.createDirectory(directory(), account, OWNER_ONLY, yard.trusted());
        var limits = RehearsalLimits.onDisk(context, directory());
        var rehearsed = new RehearsedConversion(yard, limits);
        limits.at("snapshot", 0, OptionalLong.empty(), Progress.Unit.BYTES);
        driver.snapshot(files.path(), snapshot());
        if (Files.isDirectory(snapshot(), LinkOption.NOFOLLOW_LINKS)) {
            HostFiles.own(snapshot(), account, OWNER_ONLY);
        }
        try (var old = driver.at(snapshot()).openSource()) {
            try (var sink = driver.at(made()).createSuccessor(old, limits)) {
                rehearsed.convert(old, sink);
            }
            try (var target = driver.at(made()).openTarget()) {
                var shared = FileSite.sharedContents(yard, snapshot(), made());
                return rehearsed.compare(old, target, shared.orElse(null), written(made()));
            }
        }
    }

    /** Bytes of files that have no other name. */
    private static long written(Path made) throws IOException {
        var bytes = 0L;
        try (var paths = Files.walk(made)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    bytes += Files.getAttribute(path, "unix:nlink").equals(1) ? Files.size(path) : 0;
                }
            }
        }
        return bytes;
    }

    @Override
    public void clear() throws HostException, IOException {
        HostFiles.deleteTree(directory());
    }
}
