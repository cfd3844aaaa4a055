package dev.drydock.web.command;

import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Starts a program when something has become of an upgrade, and waits for nothing. No shell reads its name, and what it is
 * told stands in its environment.
 */
final class EventHook {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Map<String, String> EVENTS = Map.of(
            "succeeded", "done",
            "waiting", "waiting",
            "failed", "failed",
            "interrupted", "failed",
            "cancelled", "failed",
            "rolled-back", "rolled-back");

    private final @Nullable String program;
    private final Consumer<String> trouble;
    private final CommandRunner runner = new CommandRunner();
    private String before = "";

    /**
     * @param program absolute path, or a bare name that is looked for in the directories of the system; null for none
     * @param trouble is told why it could not be started
     */
    EventHook(@Nullable String program, Consumer<String> trouble) {
        this.program = program;
        this.trouble = trouble;
    }

    /** What a state is called for scripts; empty where it is none to tell. */
    static Optional<String> event(String state) {
        return Optional.ofNullable(EVENTS.get(state));
    }

    /** Looks at a view of an upgrade; each change of its state is told once. */
    void see(JsonNode view) throws InterruptedException {
        var state = view.path("state").asString("");
        var event = event(state);
        if (program == null || view.path("atWork").asBoolean() || state.equals(before) || event.isEmpty()) {
            return;
        }
        before = state;
        try {
            var command = Command.of(program)
                    .withVariable("DRYDOCK_EVENT", event.get())
                    .withVariable("DRYDOCK_UPGRADE", view.path("id").asString(""))
                    .withLimit(LIMIT);
            runner.start(command, LineConsumer.NOBODY);
        } catch (HostException e) {
            trouble.accept(e.problem() + ". " + e.nextStep());
        }
    }
}
