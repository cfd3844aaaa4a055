package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole upgrades of a sandbox through the REST interface alone. The stand-ins prove the flow, not the translation. */
class UpgradeOverRestIT {

    @TempDir
    private Path directory;

    private SandboxConsole world;
    private RunningConsole console;

    private String begin(Sandbox.Kind kind) throws Exception {
        world = SandboxConsole.create(directory, kind);
        console = RunningConsole.start(world.settings());
        var planned = console.post("/api/v1/upgrades", world.request());
        assertThat(planned.status()).as(planned.response().body()).isEqualTo(201);
        return planned.header("Location");
    }

    private static String login(String password) {
        return "{\"administrator\": {\"user\": \"admin\", \"password\": \"" + password + "\"}}";
    }

    @AfterEach
    void end() throws Exception {
        console.close();
        world.stopServer();
    }

    @Test
    void upgradesAndTellsEveryLineOfIt() throws Exception {
        var location = begin(Sandbox.Kind.SQLITE);
        var password = world.password();
        assertThat(console.put(location + "/credentials", login(password)).status())
                .isEqualTo(204);

        var run = console.post(location + "/run");
        var again = console.post(location + "/run");
        var replanned = console.post("/api/v1/upgrades", world.request());
        var watcher = Watcher.of(console, location, "0");
        var late = Watcher.of(console, location, "3");

        assertThat(run.status()).as(run.response().body()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(replanned.json().path("id")).isEqualTo(run.json().path("id"));
        var lines = watcher.awaitEnd();
        var view = console.get(location).json();
        assertThat(view.path("state").asString())
                .as(String.join("\n", watcher.texts()))
                .isEqualTo("succeeded");
        assertThat(lines)
                .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
        assertThat(late.awaitEnd()).isEqualTo(lines.subList(3, lines.size()));
        assertThat(watcher.names()).contains("line", "state").endsWith("end");
        assertThat(console.get(location + "/log").response().body().lines().count())
                .isEqualTo(lines.size());
        givesTheLogInPieces(location, lines.size());
        assertThat(view.path("allowed").valueStream().map(it -> it.asString())).contains("rollback", "cleanup");
        assertThat(view.at("/safeToGoBack/text").asString()).contains("left behind");
        assertThat(view.path("stoppedSeconds").isNumber()).isTrue();
        assertThat(view.path("mailIsStopped").asBoolean()).isFalse();
        assertThat(view.at("/index/left").isNumber())
                .as(view.path("index").toString())
                .isTrue();
        assertThat(console.get(location + "/report").response().body()).contains("\"verified\"");
        assertThat(console.get(location + "/report", "Accept", "text/html").status())
                .isEqualTo(200);
        cleansUp(location);
        assertNoSecretLies(password, console.console().token().reveal());
    }

    private void givesTheLogInPieces(String location, int all) throws Exception {
        var two = console.get(location + "/lines?after=1&limit=2").json();
        var behind = console.get(location + "/lines?after=" + all).json();

        assertThat(two.path("lines")
                        .valueStream()
                        .map(line -> line.path("sequence").asLong()))
                .containsExactly(2L, 3L);
        assertThat(two.at("/lines/0/text").asString()).isNotEmpty();
        assertThat(two.path("last").asInt()).isEqualTo(all);
        assertThat(behind.path("lines").isEmpty()).isTrue();
        assertThat(console.get(location + "/lines").json().path("lines").size()).isEqualTo(Math.min(all, 1000));
    }

    private void cleansUp(String location) throws Exception {
        var unnamed = console.post(location + "/cleanup");
        assertThat(unnamed.status()).isEqualTo(409);
        assertThat(unnamed.code()).isEqualTo("not-confirmed");
        assertThat(unnamed.json().path("deletes").size()).isPositive();
        var words = unnamed.json().path("confirm").asString();
        assertThat(Path.of(words)).exists();

        assertThat(console.post(location + "/cleanup", "{\"confirm\": \"" + words + "\"}")
                        .status())
                .isEqualTo(202);
        var end = System.nanoTime() + java.util.concurrent.TimeUnit.MINUTES.toNanos(1);
        while (!console.get(location).json().at("/cleanup/state").asString().equals("succeeded")) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        assertThat(Path.of(words)).doesNotExist();
        assertThat(console.get(location).json().path("allowed").toString()).doesNotContain("rollback");
        assertThat(console.post(location + "/rollback").code()).isEqualTo("cleaned-up");
    }

    private void assertNoSecretLies(String... secrets) throws Exception {
        try (var files = Files.walk(world.home())) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("token"))
                    // Libraries of a hundred megabytes, which hold nothing of ours.
                    .filter(file -> !file.startsWith(world.home().resolve("native")))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secrets);
            }
        }
    }

    @Test
    void showsNoSecretInTheArgumentsOfAnyProcess() throws Exception {
        var location = begin(Sandbox.Kind.SQLITE);
        var password = world.password();
        console.put(location + "/credentials", login(password));
        console.post(location + "/run", "{\"until\": \"export\"}");

        var seen = new HashSet<String>();
        while (console.get(location).json().path("atWork").asBoolean()) {
            seen.addAll(commandLines());
        }

        assertThat(seen).anySatisfy(line -> assertThat(line).contains("--export"));
        assertThat(seen)
                .noneSatisfy(line -> assertThat(line)
                        .containsAnyOf(password, console.console().token().reveal()));
        console.post(location + "/rollback");
        SandboxConsole.await(console, location);
    }

    private static List<String> commandLines() throws Exception {
        var lines = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try {
                    lines.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .replace('\0', ' '));
                } catch (java.io.IOException e) {
                    // It has ended in the meantime.
                    lines.add("");
                }
            }
        }
        return lines;
    }

    @Test
    void runsPhaseByPhaseOverARestartAndGoesBack() throws Exception {
        var location = begin(Sandbox.Kind.ROCKSDB);

        for (var phase : List.of("prepare", "stop", "export", "backup")) {
            assertThat(console.post(location + "/phases/" + phase).status())
                    .as(phase)
                    .isEqualTo(202);
            var view = SandboxConsole.await(console, location);
            assertThat(view.path("state").asString())
                    .as(view.path("failure").toString())
                    .isEqualTo("waiting");
        }
        assertThat(console.post(location + "/phases/start").code()).isEqualTo("not-its-turn");
        assertThat(console.put(location + "/backup", "{\"name\": \"late\"}").code())
                .isEqualTo("has-begun");
        assertThat(console.get(location).json().at("/safeToGoBack/text").asString())
                .contains("The old store lies in");

        console.close();
        console = RunningConsole.start(world.settings());

        assertThat(console.get(location).json().path("state").asString()).isEqualTo("waiting");
        assertThat(console.post(location + "/rollback").status()).isEqualTo(202);
        assertThat(SandboxConsole.await(console, location).path("state").asString())
                .isEqualTo("rolled-back");
        assertThat(world.isRunning()).isTrue();
    }

    @Test
    void stopsWhenToldToAndGoesOn() throws Exception {
        var location = begin(Sandbox.Kind.SQLITE);
        console.post(location + "/run", "{\"until\": \"stop\"}");

        var cancelled = console.post(location + "/cancel");

        assertThat(cancelled.status()).as(cancelled.response().body()).isIn(202, 409);
        assertThat(SandboxConsole.await(console, location).path("state").asString())
                .isIn("cancelled", "waiting");
        assertThat(console.post(location + "/run", "{\"until\": \"export\"}").status())
                .isEqualTo(202);
        assertThat(SandboxConsole.await(console, location).path("state").asString())
                .isEqualTo("waiting");
        console.post(location + "/rollback");
        assertThat(SandboxConsole.await(console, location).path("state").asString())
                .isEqualTo("rolled-back");
    }
}
