package dev.drydock.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventHookTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private final List<String> trouble = new ArrayList<>();
    private Path told;
    private EventHook hook;

    @BeforeEach
    void create() throws Exception {
        told = directory.resolve("told");
        var program = Files.writeString(
                directory.resolve("hook"), "#!/bin/sh\necho \"$DRYDOCK_EVENT $DRYDOCK_UPGRADE $#\" >>" + told + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        hook = new EventHook(program.toString(), trouble::add);
    }

    private static JsonNode view(String state, boolean atWork) {
        return JSON.createObjectNode().put("id", "one").put("state", state).put("atWork", atWork);
    }

    private List<String> awaitLines(int count) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(told) || Files.readAllLines(told).size() < count) {
            assertThat(System.nanoTime()).as(told.toString()).isLessThan(end);
            Thread.onSpinWait();
        }
        return Files.readAllLines(told);
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, done",
        "waiting, waiting",
        "failed, failed",
        "interrupted, failed",
        "cancelled, failed",
        "rolled-back, rolled-back"
    })
    void tellsWhatHasBecomeOfTheRun(String state, String event) throws Exception {
        hook.see(view("running", true));
        hook.see(view(state, true));
        hook.see(view(state, false));

        assertThat(awaitLines(1)).containsExactly(event + " one 0");
        assertThat(trouble).isEmpty();
    }

    @Test
    void tellsEachChangeOnce() throws Exception {
        hook.see(view("failed", false));
        awaitLines(1);
        hook.see(view("failed", false));
        hook.see(view("rolling-back", true));
        hook.see(view("rolled-back", false));

        assertThat(awaitLines(2)).containsExactly("failed one 0", "rolled-back one 0");
    }

    @Test
    void saysWhyAProgramCannotBeStarted() throws Exception {
        new EventHook(directory.resolve("missing").toString(), trouble::add).see(view("succeeded", false));

        assertThat(trouble).hasSize(1);
        assertThat(trouble.get(0)).contains("missing");
    }
}
