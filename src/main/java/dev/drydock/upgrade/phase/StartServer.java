package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.List;

/** Starts v0.8.0 for the world. From here on going back means leaving mail behind that came in since. */
final class StartServer extends UpgradeStep {

    /** Remembered before the doors open and until they are shut again; its value is the instant. */
    static final String OPENED = "doors.opened";

    /** Remembered from then on until the old store is back: there may be mail in the new one that is nowhere else. */
    static final String SERVED = "doors.were-open";

    /** Remembered once the server answers. */
    static final String ANSWERS = "doors.answer";

    StartServer(Yard yard) {
        super(yard, "start.server", "Start the new server");
    }

    private Path configuration() {
        return blueprint().configuration().file();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(ANSWERS).isPresent() && yard.server().isRunning(configuration());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-started", () -> {
            opened(yard, context);
            if (yard.serverProcesses().isEmpty()) {
                start(context);
            } else {
                // A console that was killed had started it.
                awaitAnswer();
            }
            context.remember(ANSWERS, yard.clock().instant().toString());
            StoppedTime.end(context, yard.clock().instant());
            context.log(EventLevel.INFO, "The doors are open");
            return StepResult.done("");
        });
    }

    /** Whoever goes back from here on may leave mail behind. */
    static void opened(Yard yard, StepContext context) {
        SavedArrivals.forgetPlace(context);
        UpgradeStep.forget(context, StoreSite.READ);
        context.remember(SERVED, yard.clock().instant().toString());
        context.remember(OPENED, yard.clock().instant().toString());
    }

    /** Stops a server that was open, keeps everybody from starting it, and saves what came in. */
    static void shut(Yard yard, StepContext context) throws StepFailedException, InterruptedException {
        StoppedTime.begin(context, yard.clock().instant());
        yard.server().holdBack(context);
        StopServer.stop(yard, context);
        StopServer.prove(yard, context);
        if (yard.blueprint().node() == null) {
            // What has come in by another node lies in the store that the first one saves.
            new SavedArrivals(yard).save(context);
        }
    }

    private void start(StepContext context) throws StepFailedException, HostException, InterruptedException {
        try {
            yard.server()
                    .start(
                            context,
                            configuration(),
                            Yard.account(blueprint().runAs()),
                            blueprint().home().resolve("server-v0.8.0.log"));
        } catch (StepFailedException e) {
            // What does not run must not be tried again by its keeper, nor by the next boot, while people look at it.
            yard.server().holdBack(context);
            if (!yard.server().signs().isEmpty()) {
                yard.server().stop(context, configuration());
            }
            throw e;
        }
    }

    private void awaitAnswer() throws StepFailedException, InterruptedException {
        var end = System.nanoTime() + yard.patience().start().toNanos();
        while (!yard.server().isRunning(configuration())) {
            if (System.nanoTime() > end) {
                throw Attempt.failure(
                        "server-half-started",
                        "Something of the server runs and does not answer: "
                                + String.join(", ", yard.serverProcesses()),
                        "End it, then try again");
            }
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(OPENED).isPresent()) {
            // It was let go when the doors were opened.
            shut(yard, context);
        } else {
            StopServer.stop(yard, context);
            StopServer.prove(yard, context);
        }
        forget(context, ANSWERS);
        // Shut: if it goes forward from here, what was taken back is looked at again. That it was open is not
        // forgotten.
        forget(context, OPENED);
    }

    @Override
    public List<String> onward() {
        return yard.server()
                .startCommands(
                        configuration(),
                        Shell.as(blueprint().runAs(), blueprint().console()));
    }

    @Override
    public List<String> back() {
        return yard.server().stopCommands(configuration());
    }
}
