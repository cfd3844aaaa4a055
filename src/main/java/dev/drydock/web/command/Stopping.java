package dev.drydock.web.command;

import java.io.IOException;
import java.time.Duration;

/** What a command that is a console itself does when it is told to end: the run comes to a safe place first. */
final class Stopping {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Stopping() {}

    /** Asks every run at work to stop, and waits a while until it has. */
    static void stop(ConsoleClient client) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (var upgrade : client.get("/upgrades").path("upgrades")) {
                var path = "/upgrades/" + upgrade.path("id").asString();
                if (upgrade.path("allowed")
                        .valueStream()
                        .anyMatch(it -> it.asString().equals("cancel"))) {
                    client.post(path + "/cancel", null);
                }
                while (client.get(path).path("atWork").asBoolean() && System.nanoTime() < end) {
                    Thread.sleep(100);
                }
            }
        } catch (IOException | ProblemException e) {
            // The journal knows where the run was; the next console goes on from there.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, by this very hook.
            return;
        }
    }
}
