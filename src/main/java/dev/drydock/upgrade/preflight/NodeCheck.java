package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.installation.Finding;
import java.util.ArrayList;
import java.util.List;

/** A further node of a cluster: what the store that it shares with the first one is by now, and what it waits for. */
final class NodeCheck implements Check {

    private static final String STORE = "node.store";

    @Override
    public String topic() {
        return "node";
    }

    @Override
    public List<Finding> look(Scene scene) {
        var node = scene.blueprint().node();
        if (node == null) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        findings.add(store(scene));
        if (scene.stage() != Stage.AFTER) {
            findings.add(Finding.notice(
                    "node.held",
                    "No data is moved here: this node stops, and is held until the report of the first node's upgrade is "
                            + node.report() + " and says that it has succeeded",
                    "Stop all further nodes before the first one begins, then bring each of them that report"));
        }
        return findings;
    }

    private static Finding store(Scene scene) {
        var store = scene.yard().newStore();
        try {
            var version = store.detect();
            var text = store.name() + ", which the nodes share, is " + version.title();
            return switch (version) {
                case V0_7_3 -> Finding.pass(STORE, text);
                case V0_8_0 ->
                    scene.stage() != Stage.AFTER && scene.isServerRunning()
                            ? Finding.warn(
                                    STORE,
                                    text + ", and v"
                                            + scene.blueprint().program().version() + " runs here, which destroys it",
                                    "Stop this node at once")
                            : Finding.pass(STORE, text);
                case BLANK -> Finding.notice(STORE, text + "; the first node is at work", "");
                case BOTH, FOREIGN ->
                    Finding.fail(
                            STORE, text, "See on the first node what has become of it, before this one does anything");
            };
        } catch (StoreException e) {
            return Finding.fail("database.unreachable", e.problem(), e.nextStep());
        }
    }
}
