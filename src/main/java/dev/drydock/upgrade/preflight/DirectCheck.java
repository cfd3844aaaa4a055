package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.upgrade.blueprint.StoredFiles;
import dev.drydock.upgrade.phase.TableSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Whether Drydock can convert the store itself, where that was chosen: the account of v0.8.0 reads the old one for it. */
final class DirectCheck implements Check {

    /** Their contents never change once they are written, so that two stores can share them. */
    private static final String SHARED = ".*\\.(sst|blob)";

    @Override
    public String topic() {
        return "direct";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        if (!scene.blueprint().request().isDirect() || scene.blueprint().node() != null) {
            return List.of();
        }
        var files = scene.blueprint().store().files();
        if (files == null) {
            return scene.stage() == Stage.BEFORE
                    ? List.of(building(scene.tables().orElseThrow()))
                    : List.of();
        }
        var rights = scene.runAsRights();
        for (var file : files(files)) {
            if (!rights.canRead(file)) {
                var denial = rights.denial(file, "read");
                return List.of(Finding.fail(
                        "direct.readable",
                        denial.text() + "; by the direct engine that account reads the old store to build the new one",
                        "Take the engine official, or open the store to that account: " + denial.whatToDo()));
            }
        }
        var readable =
                Finding.pass("direct.readable", rights.user() + " can read the old store in " + files.directory());
        return scene.blueprint().store().kind().equals(StoreKind.ROCKSDB.type())
                ? List.of(readable, shared(scene, files))
                : List.of(readable);
    }

    private static Finding building(TableSite tables) {
        var name = tables.choice().terms().building();
        try {
            tables.tryBuilding();
            return Finding.pass(
                    "direct.rights", "A new store may be built in " + name + "; it was tried, and is gone again");
        } catch (StoreException e) {
            return Finding.fail(
                    "direct.rights",
                    "A new store cannot be built in " + name + ": " + e.problem(),
                    e.nextStep() + "; or name an administrator's account in the form of the backup, or take the engine"
                            + " official");
        }
    }

    private static List<Path> files(StoredFiles store) throws IOException {
        if (!store.path().equals(store.directory())) {
            return List.of(store.path());
        }
        try (var entries = Files.list(store.directory())) {
            return entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static Finding shared(Scene scene, StoredFiles store) throws IOException {
        var copied = copied(scene, store);
        return copied == 0
                ? Finding.pass(
                        "direct.shared",
                        "No content has to be copied: the new store gets a second name for the old files")
                : Finding.notice(
                        "direct.shared",
                        ByteCount.of(copied)
                                + " of the old store have to be copied, for they belong to another account than "
                                + scene.blueprint().runAs().user() + ", and a second name has the owner of the first",
                        "");
    }

    /** How many bytes of a RocksDB directory a new one cannot share. */
    static long copied(Scene scene, StoredFiles store) throws IOException {
        var copied = 0L;
        for (var file : files(store)) {
            if (file.toString().matches(SHARED)
                    && ((Integer) Files.getAttribute(file, "unix:uid"))
                            != scene.blueprint().runAs().uid()) {
                copied += Files.size(file);
            }
        }
        return copied;
    }
}
