package dev.drydock.upgrade;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.phase.Shell;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** How an upgrade can be taken back now, in a sentence and in exact commands. */
final class ReportedWaysBack {

    private ReportedWaysBack() {}

    static String sentence(Upgrade upgrade, RunRecord record) {
        return switch (record.state()) {
            case SUCCEEDED ->
                upgrade.blueprint().node() != null
                        ? "Going back is possible until cleanup: first here, which stops this node; then on the first node;"
                                + " then here again"
                        : upgrade.isKept()
                                ? "Going back is possible until cleanup deletes "
                                        + upgrade.blueprint().store().kept()
                                        + "; what came in since the doors opened is then saved as files"
                                : "The old store was deleted, so there is no way back";
            case ROLLED_BACK -> "Everything is back already";
            case PLANNED -> "Nothing has to be taken back";
            default -> "Going back is possible";
        };
    }

    static List<UpgradeReport.WayBack> of(Upgrade upgrade, RunRecord record) {
        var blueprint = upgrade.blueprint();
        var state = record.state();
        if (state == RunState.PLANNED
                || state == RunState.ROLLED_BACK
                || (state == RunState.SUCCEEDED && blueprint.node() == null && !upgrade.isKept())) {
            return List.of();
        }
        var ways = new ArrayList<UpgradeReport.WayBack>();
        ways.add(new UpgradeReport.WayBack("rest", "POST /api/v1/upgrades/" + upgrade.id() + "/rollback", ""));
        ways.add(new UpgradeReport.WayBack("command", "drydock rollback " + upgrade.id(), home(upgrade)));
        var script = blueprint.home().resolve(RescueScript.SCRIPT);
        if (Files.exists(script)) {
            ways.add(new UpgradeReport.WayBack(
                    "rescue",
                    "sh " + Shell.quote(script) + " back",
                    "without Drydock, once its console has ended"
                            + (blueprint.node() == null
                                    ? "; mail that came in since the doors opened stays in the new store, which is set"
                                            + " aside"
                                    : "")));
        }
        return ways;
    }

    private static String home(Upgrade upgrade) {
        var upgrades = upgrade.blueprint().home().getParent();
        var home = upgrades == null ? null : upgrades.getParent();
        return home == null ? "" : "where the console's home is not the usual one, with --home " + home;
    }
}
