package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.Progress;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.FileFacts;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Program;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.StoreLook;
import dev.drydock.upgrade.phase.Yard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of the store alone, made again after the stop, when it can be read. */
public final class StoppedStoreLook implements StoreLook {

    /** For all records, and as long again for names and settings where that is not enough. */
    private static final Duration READING_LIMIT = Duration.ofSeconds(60);

    private static final List<Check> CHECKS = List.of(
            new StoreHoldersCheck(),
            new SessionsCheck(),
            new ClusterClients(),
            new StoreContentCheck(),
            new StoredCertificatesCheck());

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
                .detect(program(
                                blueprint,
                                DetectionRequest.of(blueprint.configuration().file()))
                        .seenBy(yard.view())
                        // Sizes were of interest before; now mail stands still.
                        .countingFor(Duration.ZERO));
        var scene = new Scene(
                yard,
                found,
                Kernel.here(),
                Account.current(),
                Scene.stage(yard, found),
                Optional.empty(),
                ClusterLook.of(yard),
                readingLimit,
                progress);
        var findings = new ArrayList<Finding>();
        for (var check : CHECKS) {
            findings.addAll(Preflight.look(check, scene));
        }
        return findings;
    }

    /** Of a container's program nothing is of interest here. */
    private static DetectionRequest program(Blueprint blueprint, DetectionRequest request) {
        var path = blueprint.program().path();
        return blueprint.container() == null
                ? request.withProgram(path)
                : request.withContained(
                        new Program(path, FileFacts.contained(path, 0, 0), ProgramVersion.SOURCE, List.of()));
    }
}
