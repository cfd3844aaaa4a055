package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.installation.Finding;
import java.nio.file.Files;
import java.util.List;

/** How the old store is set aside, and whether a rename can do it. */
final class BackupCheck implements Check {

    @Override
    public String topic() {
        return "backup";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException {
        var store = scene.blueprint().store().files();
        if (store == null) {
            return List.of();
        }
        var placement = scene.found().dataPlacement();
        if (placement == null || !Files.isDirectory(store.directory())) {
            return List.of(Finding.skip(
                    "backup.way", store.directory() + " cannot be seen, so it is not known how it is set aside", ""));
        }
        if (store.wholeDirectory() != placement.canBeRenamed()) {
            return List.of(Finding.fail(
                    "backup.changed",
                    store.directory() + (store.wholeDirectory() ? " now holds" : " no longer holds")
                            + " more than the store, or has become a link or a mount since the plan was made",
                    "Plan anew, so that the old store is set aside in the right way"));
        }
        if (!store.wholeDirectory()) {
            return List.of(Finding.notice(
                    "backup.way",
                    placement.own().size() + (placement.own().size() == 1 ? " file" : " files")
                            + " of the store go from "
                            + store.directory() + " into " + store.old()
                            + " on the same mount; the rest stays where it is",
                    ""));
        }
        var parent = requireNonNull(store.directory().getParent());
        if (!HostFiles.areOnOneFileSystem(store.directory(), parent)) {
            return List.of(Finding.fail(
                    "backup.way",
                    store.directory() + " and " + parent + " are not on one file system, so the rename to "
                            + store.old() + " would not work",
                    "See what is mounted there, as a subvolume, and plan anew"));
        }
        return List.of(Finding.pass(
                "backup.way",
                store.directory() + " is renamed to " + store.old()
                        + ", in an instant and without room; that is a new name, no second copy"));
    }
}
