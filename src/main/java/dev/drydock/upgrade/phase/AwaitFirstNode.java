package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.FirstNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds a further node of a cluster until the first one is proven: its report says that its upgrade has succeeded, and the
 * store that both share is seen from here to be v0.8.0's.
 */
final class AwaitFirstNode extends UpgradeStep {

    static final String NAME = "join.first-node";

    /** Remembered once it was proven; its value is the id of its upgrade. */
    private static final String PROVEN = "first-node.proven";

    private final NodeSite site;
    private final Path report;

    AwaitFirstNode(Yard yard, Blueprint.Node node) {
        super(yard, NAME, "See that the first node is proven");
        this.site = (NodeSite) yard.site();
        this.report = node.report();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, PROVEN)
                && Attempt.of("first-node-not-looked-at", () -> site.newVersion() == StoreVersion.V0_8_0);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("first-node-not-looked-at", () -> {
            var first = FirstNode.read(report);
            if (first.isEmpty()) {
                return waiting("Once its upgrade has succeeded, bring its report here as " + report
                        + " (there: Save as JSON on the page of the report, or GET /api/v1/upgrades/ID/report), then go"
                        + " on");
            }
            if (!first.get().succeeded()) {
                return waiting("Its report " + report + " says of upgrade "
                        + first.get().id() + ": " + first.get().state()
                        + ". Bring it again once that has succeeded, then go on");
            }
            requireProven(first.get());
            var seen = requireStore(context, first.get());
            context.remember(PROVEN, first.get().id());
            return StepResult.done("upgrade " + first.get().id() + " of the first node has succeeded"
                    + (first.get().ended() == null ? "" : " at " + first.get().ended()) + "; seen from here, "
                    + site.newStore().name() + " is " + StoreVersion.V0_8_0.title() + seen);
        });
    }

    private static StepResult waiting(String what) {
        return new StepResult.Waiting(
                "first-node", "This node is held until the first node of the cluster serves with v0.8.0. " + what);
    }

    private static void requireProven(FirstNode first) throws StepFailedException {
        if (!first.failed().isEmpty()) {
            throw Attempt.failure(
                    "first-node-not-proven",
                    "The report of the first node names what is not as it should be: "
                            + first.failed().get(0),
                    "Mend that there, prove it again, and bring the new report");
        }
    }

    /** @return what was seen of the old store, for people */
    private String requireStore(StepContext context, FirstNode first)
            throws StepFailedException, StoreException, HostException, IOException {
        var store = first.store();
        if (!store.kind().equals(blueprint().store().kind()) || !site.isSame(store.place())) {
            throw Attempt.failure(
                    "first-node-other-store",
                    "The report of the first node is of another store: " + store.place() + ", where this node has "
                            + blueprint().store().place(),
                    "Bring the report of the node that shares the store of this one");
        }
        if (!store.place().equals(blueprint().store().place())) {
            context.log(
                    EventLevel.WARN,
                    "The first node calls the store " + store.place() + ", this one "
                            + blueprint().store().place() + "; that both mean the same is believed for its old store");
        }
        var version = site.newVersion();
        if (version != StoreVersion.V0_8_0) {
            throw Attempt.failure(
                    "first-node-store",
                    "Seen from here, " + site.newStore().name() + " is " + version.title() + ", though the report of"
                            + " the first node says that its upgrade has succeeded",
                    "See whether that upgrade was taken back since, and which database this node's configuration"
                            + " names");
        }
        return old(context, store);
    }

    /** That the old store lies where the report says is what ties the report to this database. */
    private String old(StepContext context, FirstNode.Moved store) throws StepFailedException {
        try {
            var old = site.named(store.oldPlace()).detect();
            if (old == StoreVersion.V0_7_3) {
                return ", and the old store lies in " + store.oldPlace();
            }
            if (!store.place().equals(blueprint().store().place())) {
                throw Attempt.failure(
                        "first-node-other-store",
                        "The first node calls the store by another name than this one, and its old store is not seen"
                                + " from here: " + store.oldPlace() + " is " + old.title(),
                        "Have both name the database server alike, or bring the report of the node that shares this"
                                + " store");
            }
            context.log(
                    EventLevel.WARN,
                    "The old store that the report of the first node names is not seen from here: " + store.oldPlace()
                            + " is " + old.title());
            return "; the old store was not seen";
        } catch (StoreException e) {
            context.log(EventLevel.WARN, "The old store cannot be looked at from here: " + e.problem());
            return "; the old store could not be looked at";
        }
    }

    /**
     * v0.7.3 must not start on a store that it would destroy.
     *
     * @throws StepFailedException where the store that the nodes share is not its own again
     */
    static void requireTakenBack(Yard yard, StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("first-node-not-looked-at", () -> {
            var version = yard.site().newVersion();
            if (version != StoreVersion.V0_7_3) {
                throw Attempt.failure(
                        "first-node-not-back",
                        "The store that this node shares, " + yard.newStore().name() + ", is " + version.title()
                                + ", and v0.7.3 would destroy it; so this node stays stopped",
                        "Take back the upgrade of the first node, then go back here again");
            }
            context.log(
                    EventLevel.WARN,
                    "The store is " + version.title()
                            + ", so v0.7.3 may start; what it takes in is lost if the first node"
                            + " has exported already and goes on");
        });
    }

    @Override
    public void undo(StepContext context) {
        forget(context, PROVEN);
    }

    @Override
    public List<String> onward() {
        return confirmed(
                "FIRST_NODE_IS_PROVEN",
                "Once the first node of the cluster serves the mail with v0.8.0, run this again with"
                        + " FIRST_NODE_IS_PROVEN=yes");
    }

    /** Commands that keep v0.7.3 from starting before somebody says that its store is back. */
    static List<String> backConfirmed() {
        return confirmed(
                "FIRST_NODE_IS_BACK",
                "v0.7.3 would destroy a store of v0.8.0. Once the first node of the cluster is taken back, or where it has"
                        + " not begun, run this again with FIRST_NODE_IS_BACK=yes");
    }

    private static List<String> confirmed(String variable, String words) {
        return List.of("[ \"${" + variable + ":-}\" = yes ] || { echo " + Shell.quote(words) + " >&2; exit 1; }");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
