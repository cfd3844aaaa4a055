package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.util.List;

/** A service that does not run, or does not go on running. */
public final class UnitStartException extends HostException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> journal;

    UnitStartException(String problem, String nextStep, List<String> journal) {
        super(problem, nextStep);
        this.journal = List.copyOf(journal);
    }

    /** The last lines that the service and systemd have written about it. */
    public List<String> journal() {
        return journal;
    }
}
