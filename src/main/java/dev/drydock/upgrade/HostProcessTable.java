package dev.drydock.upgrade;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.Failure;
import dev.drydock.engine.ProcessTable;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.host.Processes;
import dev.drydock.upgrade.phase.ChildMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes of this machine. */
public final class HostProcessTable implements ProcessTable {

    private final Path upgrades;

    /** @param upgrades directory with those of the upgrades, named by their ids */
    public HostProcessTable(Path upgrades) {
        this.upgrades = upgrades;
    }

    @Override
    public boolean isAlive(ChildProcess child) {
        try {
            return Processes.isGroupAlive(child.pid(), child.startTicks());
        } catch (HostException e) {
            // Whoever asks goes on to end it, which fails with the reason.
            return true;
        }
    }

    @Override
    public List<ChildProcess> strays(String run) throws StepFailedException {
        var home = upgrades.resolve(run);
        if (!Files.exists(home)) {
            // Nothing is started before it is there.
            return List.of();
        }
        try {
            return Processes.withVariable(ChildMark.VARIABLE, ChildMark.of(home)).stream()
                    .map(process -> new ChildProcess(process.pid(), process.startTicks(), process.name()))
                    .toList();
        } catch (HostException e) {
            throw new StepFailedException(Failure.of("children-not-seen", e.problem(), e.nextStep()), e);
        }
    }

    @Override
    public void end(ChildProcess child) throws StepFailedException, InterruptedException {
        try {
            Processes.endGroup(child.pid(), child.startTicks());
        } catch (HostException e) {
            throw new StepFailedException(Failure.of("child-not-ended", e.problem(), e.nextStep()), e);
        }
    }
}
