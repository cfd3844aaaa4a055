package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepFailedException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;

/** What must hold before the old store is set aside, and afterwards, wherever it lies. */
final class BackupProof {

    private BackupProof() {}

    /** The store that the configuration names must be the old one. */
    static void requireOldStore(Yard yard) throws StoreException, StepFailedException {
        var version = yard.newStore().detect();
        if (version != StoreVersion.V0_7_3) {
            throw Attempt.failure(
                    "store-not-old",
                    "The store " + yard.blueprint().store().place() + " is " + version.title()
                            + ", not v0.7.3, so it is not set aside",
                    "Find out who has changed it before going on");
        }
    }

    /** The old one must be readable where it lies now. */
    static void requireReadable(Yard yard) throws StepFailedException, InterruptedException {
        Attempt.at("backup-not-proven", () -> {
            try (var old = yard.oldStore().openSource()) {
                for (var space : Space.values()) {
                    if (space != Space.BITMAPS) {
                        try (var cursor = old.scan(space)) {
                            cursor.next();
                        }
                    }
                }
            }
        });
    }

    /** The store that the configuration names must be the new one by now. */
    static void requireNewStore(Yard yard) throws StepFailedException, InterruptedException {
        Attempt.at("store-not-placed", () -> {
            var store = yard.blueprint().store();
            var version = yard.newStore().detect();
            if (version != StoreVersion.V0_8_0) {
                throw Attempt.failure(
                        "store-not-placed",
                        store.place() + " is " + version.title() + " and not the new store",
                        "Go back; the old store is " + store.oldPlace());
            }
        });
    }

    /** The old one must be readable where it lies now, and its place blank. */
    static void requireSetAside(Yard yard) throws StepFailedException, InterruptedException {
        requireReadable(yard);
        Attempt.at("backup-not-proven", () -> {
            var blank = yard.site().newVersion();
            if (blank != StoreVersion.BLANK) {
                throw Attempt.failure(
                        "target-not-blank",
                        "The place of the new store, "
                                + yard.blueprint().store().place() + ", is not blank but " + blank.title(),
                        "Go back; nothing was imported");
            }
        });
    }
}
