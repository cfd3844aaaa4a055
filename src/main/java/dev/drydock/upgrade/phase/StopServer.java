package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Stops the server and proves it: no process, no port, no lock on the store. Taken back, the old server runs again. */
final class StopServer extends UpgradeStep {

    /** Remembered when mail stops; its value is the instant. */
    static final String BEGUN = "stopped.at";

    private static final String RAN = "server.ran";
    private static final Duration PAUSE = Duration.ofMillis(100);

    StopServer(Yard yard) {
        super(yard, "stop.server", "Stop the server and prove it stopped");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        // Once the new server was begun, a server that runs is not the old one.
        return isPast(context, BEGUN)
                && yard.server().isHeldBack()
                && (isPast(context, Trial.BEGUN) || signsOfLife().isEmpty());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        if (!isPast(context, BEGUN)) {
            PrepareCredentials.tryLate(yard, context);
        }
        var configuration = blueprint().configuration().file();
        var runs = !yard.serverProcesses().isEmpty() || yard.server().isRunning(configuration);
        if (context.recall(RAN).isEmpty()) {
            context.remember(RAN, Boolean.toString(runs));
        }
        if (context.recall(BEGUN).isEmpty()) {
            context.remember(BEGUN, yard.clock().instant().toString());
            StoppedTime.beginAnew(context, yard.clock().instant());
        }
        yard.server().holdBack(context);
        if (runs) {
            if (context.recall(BackupStore.BEGUN).isEmpty()) {
                // Mail may have come in since an earlier stop: what was read then is not what the store holds now.
                List.of(
                                LookAtStore.DONE,
                                ExportStore.DONE,
                                ExportComparisonStep.DONE,
                                LayOutExport.DONE,
                                CountExport.DONE,
                                BackUpCluster.DONE,
                                ConvertStore.DONE,
                                ConversionProof.DONE)
                        .forEach(fact -> forget(context, fact));
            }
        }
        stop(yard, context);
        prove(yard, context);
        return StepResult.done(runs ? "stopped" : "it was not running");
    }

    /** Asks whatever runs of it to stop. */
    static void stop(Yard yard, StepContext context) throws StepFailedException, InterruptedException {
        var configuration = yard.blueprint().configuration().file();
        if (!yard.serverProcesses().isEmpty()
                || yard.server().isRunning(configuration)
                || !yard.server().signs().isEmpty()) {
            yard.server().stop(context, configuration);
        }
    }

    /** Waits until nothing of the server is left, and fails where that does not come about. */
    static void prove(Yard yard, StepContext context) throws StepFailedException, InterruptedException {
        var end = System.nanoTime() + yard.patience().stop().toNanos();
        var signs = signsOfLife(yard);
        while (!signs.isEmpty()) {
            if (System.nanoTime() > end) {
                throw Attempt.failure(
                        "server-still-runs",
                        "The server has not stopped: " + String.join(", ", signs),
                        "End what still runs, then try again; two servers on one store destroy it");
            }
            context.progress("waiting for " + signs.get(0), 0, OptionalLong.empty(), "");
            Thread.sleep(PAUSE.toMillis());
            signs = signsOfLife(yard);
        }
        context.log(
                EventLevel.INFO,
                "No process of the server is left, its ports are free"
                        + (yard.blueprint().node() == null ? ", nobody holds the store" : ""));
    }

    private List<String> signsOfLife() throws StepFailedException, InterruptedException {
        return signsOfLife(yard);
    }

    private static List<String> signsOfLife(Yard yard) throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-looked-at", () -> {
            var signs = new ArrayList<>(yard.serverProcesses());
            signs.addAll(yard.server().signs());
            Ports.inUse(yard.blueprint().configuration().ports()).forEach(port -> signs.add("port " + port));
            if (signs.isEmpty()) {
                signs.addAll(yard.site().holders());
            }
            return signs;
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (blueprint().node() != null) {
            AwaitFirstNode.requireTakenBack(yard, context);
        }
        if (context.recall(RAN).map(Boolean::parseBoolean).orElse(false)) {
            startAgain(context);
        } else {
            context.log(EventLevel.INFO, "The server was not running before, so it is left stopped");
        }
        // What does not stay up is not to be started over and over by others.
        yard.server().letGo(context);
        StoppedTime.end(context, yard.clock().instant());
        forget(context, BEGUN);
        // The next time may find it otherwise.
        forget(context, RAN);
    }

    private void startAgain(StepContext context) throws StepFailedException, InterruptedException {
        var configuration = blueprint().configuration().file();
        if (!yard.serverProcesses().isEmpty() && yard.server().isRunning(configuration)) {
            return;
        }
        Attempt.at(
                "server-not-started",
                () -> yard.server()
                        .start(
                                context,
                                configuration,
                                Yard.account(blueprint().console()),
                                blueprint().home().resolve("server-v0.7.3.log")));
    }

    @Override
    public List<String> onward() {
        return yard.server().stopCommands(blueprint().configuration().file());
    }

    @Override
    public List<String> back() {
        var lines = new ArrayList<String>();
        if (blueprint().node() != null) {
            lines.addAll(AwaitFirstNode.backConfirmed());
        }
        lines.addAll(yard.server().startCommands(blueprint().configuration().file(), ""));
        return lines;
    }
}
