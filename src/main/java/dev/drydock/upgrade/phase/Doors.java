package dev.drydock.upgrade.phase;

import dev.drydock.engine.RunRecord;
import java.time.Instant;
import java.util.Optional;

/** Whether v0.8.0 serves the world. */
public final class Doors {

    private Doors() {}

    /** Since when it does; empty where it does not, or goes back. */
    public static Optional<Instant> opened(RunRecord record) {
        return record.isGoingBack()
                ? Optional.empty()
                : record.fact(StartServer.ANSWERS)
                        .filter(instant -> !instant.isEmpty())
                        .map(Instant::parse);
    }
}
