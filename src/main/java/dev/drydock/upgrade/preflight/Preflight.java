package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Installation;
import dev.drydock.upgrade.phase.Yard;
import java.util.ArrayList;

/** Looks at everything in one pass and says all that it finds; may be repeated at will. */
public final class Preflight {

    private final Yard yard;

    public Preflight(Yard yard) {
        this.yard = yard;
    }

    /**
     * Looks.
     *
     * @param found just now
     */
    public PreflightReport run(Installation found) throws InterruptedException {
        var findings = new ArrayList<>(found.findings());
        return new PreflightReport(yard.clock().instant(), findings);
    }
}
