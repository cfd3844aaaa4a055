package dev.drydock.upgrade.preflight;

import dev.drydock.store.sql.TableBackup;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.Rehearsal;
import dev.drydock.upgrade.preflight.Forecast.Seconds;
import java.util.List;

/** How long mail will stand still for a conversion by Drydock, as a rehearsal of it on this machine has measured. */
public final class MeasuredStop {

    /** With the server stopped the machine has less to do, but its caches may be colder. */
    private static final int SLOWER = 2;

    private MeasuredStop() {}

    /** What was measured, what could not be rehearsed at the speeds that are known, and the fixed times of the phases. */
    public static Seconds of(Blueprint blueprint, Rehearsal rehearsal) {
        var measured = rehearsal.convertSeconds() + rehearsal.compareSeconds();
        var tables = blueprint.store().tables();
        if (tables != null
                && !TableBackup.copiesAfter(blueprint.store().backup().values())) {
            // A rehearsal copies no contents inside a database server, and compares none there.
            measured += rehearsal.contentBytes()
                            / Speeds.copiedBytes(blueprint.store().kind())
                    + rehearsal.contentBytes() / Speeds.HASHED_BYTES;
        }
        var all = new Seconds(measured, measured * SLOWER);
        for (var phase : List.of("stop", "convert", "install", "trial", "start.server")) {
            all = all.plus(Speeds.fixed(phase));
        }
        return all;
    }
}
