package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.layout.v073.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Holds the export against what can be counted in the cluster. Indexes and the log of changes have one key for each record
 * there; all else is cut or put together in ways of its own, and is not counted.
 */
final class CountExport extends UpgradeStep {

    static final String DONE = "export.counted";

    private static final List<Space> COUNTED = List.of(Space.INDEXES, Space.LOGS);

    private final ClusterSite site;

    CountExport(Yard yard, ClusterSite site) {
        super(yard, "export.compare", "Hold the export against what can be counted in the cluster");
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("export-not-counted", () -> {
            var counts = site.counts(COUNTED.stream().map(Space::letter).toList());
            var same = new ArrayList<String>();
            var differing = new ArrayList<String>();
            var uncounted = new ArrayList<String>();
            for (var space : COUNTED) {
                var inCluster = counts.getOrDefault(space.letter(), OptionalLong.empty());
                var exported = exported(space);
                var words = space.name().toLowerCase(Locale.ROOT);
                if (inCluster.isEmpty()) {
                    uncounted.add(words);
                } else if (inCluster.getAsLong() == exported) {
                    same.add(exported + " " + words);
                } else {
                    differing.add(words + ": " + inCluster.getAsLong() + " in the cluster, " + exported + " exported");
                }
            }
            if (!differing.isEmpty()) {
                // Trying again means exporting again.
                forget(context, ExportStore.DONE);
                throw new StepFailedException(Failure.of(
                                "export-incomplete",
                                "The export is not what the cluster holds: " + differing.get(0),
                                "Do not import it; try again, or go back")
                        .with(differing));
            }
            context.remember(DONE, yard.clock().instant().toString());
            return same.isEmpty()
                    ? new StepResult.Skipped("too many keys to count; the export was read to its last byte and is"
                            + " consistent in itself, and is not compared with the cluster")
                    : StepResult.done("as many in the cluster: " + String.join(", ", same)
                            + (uncounted.isEmpty() ? "" : "; not counted: " + String.join(", ", uncounted)));
        });
    }

    private long exported(Space space) throws StoreException {
        var count = 0L;
        try (var old = site.oldStore().openSource();
                var records = old.scan(space)) {
            while (records.next()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void undo(StepContext context) {
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
