package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The clock: the journal, certificates and the queue's next attempts all go by it. */
final class ClockCheck implements Check {

    private static final Duration TOLERATED = Duration.ofHours(1);

    @Override
    public String topic() {
        return "clock";
    }

    @Override
    public List<Finding> look(Scene scene) throws IOException {
        var now = scene.yard().clock().instant();
        var placement = scene.found().dataPlacement();
        var newest = Instant.EPOCH;
        if (placement != null) {
            for (var file : placement.own()) {
                var time = Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
                newest = time.isAfter(newest) ? time : newest;
            }
        }
        var planned = scene.blueprint().plannedAt();
        var latest = planned.isAfter(newest) ? planned : newest;
        return List.of(
                latest.isAfter(now.plus(TOLERATED))
                        ? Finding.warn(
                                "clock.behind",
                                "The clock says " + now + ", but "
                                        + (latest.equals(planned) ? "the plan was made" : "the store was changed")
                                        + " at "
                                        + latest,
                                "Set the clock right before the upgrade")
                        : Finding.pass(
                                "clock.behind", "The clock says " + now + ", later than all that was looked at"));
    }
}
