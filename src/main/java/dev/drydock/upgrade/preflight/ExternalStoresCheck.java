package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
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
        if (store.kind() != StoreKind.FS && store.kind() != StoreKind.S3) {
            findings.add(Finding.fail(
                    "stores.blobs",
                    "The contents of all messages lie in " + store.describe() + ", a second database beside that of"
                            + " the mail data; v0.8.0 must not open it as v0.7.3 has left it, and this Drydock does not"
                            + " upgrade two databases at once",
                    "Have all in one: let v0.7.3 export, name the store of the mail data in storage.blob, import that"
                            + " into an empty store with v0.7.3, then come again"));
            return;
        }
        findings.add(Finding.warn(
                "stores.blobs",
                "The contents of all messages lie in " + store.describe() + " (" + size(scene, store)
                        + ") and stay there:"
                        + " Drydock writes the export without them, and v0.8.0 finds them under the same names, so they"
                        + " cost the upgrade neither room nor time. The vendor's own export would bring every one of them"
                        + " here, and its import take every one back. They are no part of the old store"
                        + " that is set aside: a message that is deleted under v0.8.0 has lost its content for v0.7.3"
                        + " too"
                        + (store.kind() == StoreKind.S3
                                ? ". Both versions name an object in the same way; this was read in their source, not"
                                        + " tried with a bucket"
                                : ""),
                "Make a snapshot or a copy of it before the stop, if going back has to bring back every message"));
    }

    private static String size(Scene scene, StoreConfiguration store) {
        var placement = scene.found().placements().get(store.id());
        return placement == null
                ? "how many and how large was not asked"
                : placement.ownSize().toString();
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
