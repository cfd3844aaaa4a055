package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreKind;
import java.util.ArrayList;
import java.util.List;

/** Stores beside that of the mail data: what they cost, and what becomes of them. */
final class ExternalStoresCheck implements Check {

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
        findings.add(Finding.fail(
                "stores.blobs",
                "The contents of all messages lie in " + store.describe() + ", outside the store of the mail data;"
                        + " what the official export and import make of that cannot be proven by this Drydock, so it"
                        + " does not begin",
                "Upgrade by the vendor's own steps, with a backup of both stores; the export then brings every content"
                        + " to the local disk and the import takes every one back"));
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
