package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Processes;
import java.time.Duration;
import java.util.List;

/** Runs v0.8.0 on loopback ports, asks it for everything that can be asked, and stops it again. */
final class TrialRun extends UpgradeStep {

    TrialRun(Yard yard) {
        super(yard, "trial.run", "Try the new server where nobody else reaches it");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, Trial.PASSED);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("trial-failed", () -> {
            context.remember(Trial.BEGUN, yard.clock().instant().toString());
            TakenBack.forget(blueprint().home().resolve(ProofFile.TRIAL));
            var configuration = TrialConfiguration.write(yard);
            var output = blueprint().home().resolve("trial.log");
            var started = yard.server()
                    .startTrial(
                            context,
                            configuration.file(),
                            Yard.account(blueprint().runAs()),
                            output,
                            ChildMark.of(blueprint().home()));
            try {
                var report = new ServerQuestions(yard, context, () -> isAlive(started)).trial(configuration);
                context.remember(Trial.PASSED, yard.clock().instant().toString());
                return StepResult.done(report);
            } finally {
                var interrupted = Thread.interrupted();
                yard.server().stopTrial(context, configuration.file());
                Processes.endGroup(started.pid(), started.startTicks(), Duration.ofSeconds(20));
                StopServer.prove(yard, context);
                context.childEnded(started);
                HostFiles.deleteTree(configuration.file());
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    /** By what the machine shows of the installation, or by the very process that was started. */
    private boolean isAlive(ChildProcess started) {
        try {
            return !yard.serverProcesses().isEmpty() || Processes.isGroupAlive(started.pid(), started.startTicks());
        } catch (HostException e) {
            // Whoever asks goes on to ask the server itself.
            return true;
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        yard.server().clearTrial(context);
        Attempt.at("trial-not-cleared", () -> {
            HostFiles.deleteTree(blueprint().workshop().resolve("trial.toml"));
            TakenBack.keep(blueprint().home().resolve(ProofFile.TRIAL));
            forget(context, Trial.PASSED);
            forget(context, Trial.BEGUN);
        });
    }

    @Override
    public List<String> onward() {
        return List.of("# a trial: the same configuration on other ports of 127.0.0.1, as "
                + blueprint().runAs().user() + ", before the doors are opened");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
