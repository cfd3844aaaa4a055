package dev.drydock.upgrade.preflight;

import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreKind;
import java.util.ArrayList;
import java.util.List;

/** Stores beside that of the mail data: what they cost, and what becomes of them. */
final class ExternalStoresCheck implements Check {

    /** Files of mail, small as they are, through one disk: a careful guess. */
    private static final long BYTES_PER_SECOND = 30L << 20;

    @Override
    public String topic() {
        return "stores";
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        blobs(scene, findings);
        index(scene, findings);
        lookup(scene, findings);
        return findings;
    }

    private static void blobs(Scene scene, List<Finding> findings) {
        var found = scene.found();
        var store = found.configuration().store(Role.BLOB);
        if (store == null || store.id().equals(found.configuration().roles().id(Role.DATA))) {
            return;
        }
        var placement = found.placements().get(store.id());
        var size = placement == null
                ? "how much that is cannot be seen from here"
                : placement.ownSize() + ", some " + minutes(placement.ownSize().bytes()) + " each way";
        findings.add(Finding.warn(
                "stores.blobs",
                "The contents of all messages lie in " + store.describe() + "; the export brings every one to "
                        + scene.blueprint().exportDirectory() + " and the import takes every one back, while mail"
                        + " stands still: " + size,
                placement == null
                        ? "Ask " + store.kind().title() + " for the size of it, and see that the export directory has"
                                + " twice the room"
                        : "Plan the time, and see that the export directory has the room; the store itself stays as"
                                + " it is"));
    }

    private static String minutes(long bytes) {
        var minutes = Math.max(1, bytes / BYTES_PER_SECOND / 60);
        return minutes + (minutes == 1 ? " minute" : " minutes") + " at " + ByteCount.of(BYTES_PER_SECOND)
                + " a second";
    }

    private static void index(Scene scene, List<Finding> findings) {
        var store = scene.found().configuration().store(Role.FTS);
        if (store != null && store.kind() == StoreKind.ELASTICSEARCH) {
            findings.add(Finding.warn(
                    "stores.index",
                    "The full-text index is in Elasticsearch; the import queues every message again, and without ids"
                            + " every document of the index doubles",
                    "Empty the index once the old server has stopped for good; going back then means indexing anew"));
        }
    }

    private static void lookup(Scene scene, List<Finding> findings) {
        var store = scene.found().configuration().store(Role.LOOKUP);
        if (store != null && store.kind() == StoreKind.REDIS) {
            findings.add(Finding.notice(
                    "stores.lookup",
                    "Look-ups go to Redis, which the upgrade leaves as it is: counters and limits go on",
                    "See that Redis can be reached during the trial too"));
        }
    }
}
