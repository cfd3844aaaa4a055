package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.Progress;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.upgrade.phase.StoreLook;
import dev.drydock.upgrade.phase.Yard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The checks of the store alone, made again after the stop, when it can be read. */
public final class StoppedStoreLook implements StoreLook {

    /** For all records, and as long again for names and settings where that is not enough. */
    private static final Duration READING_LIMIT = Duration.ofSeconds(60);

    private static final List<Check> CHECKS =
            List.of(new StoreHoldersCheck(), new StoreContentCheck(), new StoredCertificatesCheck());

    private final Duration readingLimit;

    public StoppedStoreLook() {
        this(READING_LIMIT);
    }

    StoppedStoreLook(Duration readingLimit) {
        this.readingLimit = readingLimit;
    }

    @Override
    public List<Finding> look(Yard yard, Progress progress)
            throws HostException, ConfigurationException, InterruptedException {
        var blueprint = yard.blueprint();
        var found = yard.detection()
                .detect(DetectionRequest.of(blueprint.configuration().file())
                        .withProgram(blueprint.program().path())
                        .seenBy(ServerView.ofService().startedIn(blueprint.workingDirectory()))
                        // Sizes were of interest before; now mail stands still.
                        .countingFor(Duration.ZERO));
        var scene = new Scene(
                yard, found, Kernel.here(), Account.current(), Scene.stage(yard, found), readingLimit, progress);
        var findings = new ArrayList<Finding>();
        for (var check : CHECKS) {
            findings.addAll(Preflight.look(check, scene));
        }
        return findings;
    }
}
