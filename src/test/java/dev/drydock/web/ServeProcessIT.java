package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The console as the process that people start. */
class ServeProcessIT {

    @TempDir
    private Path directory;

    private Path output;
    private Process process;

    private void start(String... more) throws Exception {
        output = directory.resolve("output");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drydock.Drydock",
                "serve",
                "--port",
                "0",
                "--home",
                directory.resolve("home").toString()));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.readString(output).contains("Scripts:")) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(output))
                    .isTrue();
        }
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void outlivesALostTerminalAndEndsCleanlyWhenToldTo() throws Exception {
        start();
        signal("HUP");
        signal("HUP");

        assertThat(health()).isEqualTo(200);

        signal("TERM");

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directory.resolve("home/console.port")).doesNotExist();
        assertThat(Files.readString(output)).doesNotContain("Exception", "ERROR");
    }

    @Test
    void goesOnWithARunWhenItIsHungUp() throws Exception {
        var world = SandboxConsole.create(directory, Sandbox.Kind.SQLITE);
        start("--commands", world.sandbox().commands().toString());
        try {
            var console = "http://127.0.0.1:"
                    + Files.readString(directory.resolve("home/console.port")).strip();
            var location = post(console + "/api/v1/upgrades", world.request())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            post(console + location + "/run", "{}");

            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            var state = "running";
            while (state.equals("running")) {
                signal("HUP");
                assertThat(System.nanoTime()).isLessThan(end);
                state = JsonMapper.builder()
                        .build()
                        .readTree(state(console + location))
                        .path("state")
                        .asString();
            }

            assertThat(state).isEqualTo("succeeded");
        } finally {
            world.stopServer();
        }
    }

    @Test
    void printsALinkThatWorksOnceAndNeverTheToken() throws Exception {
        start();
        var printed = Files.readString(output);
        var link =
                Pattern.compile("http://127\\.0\\.0\\.1:\\d+/login\\?code=\\S+").matcher(printed);

        assertThat(link.find()).isTrue();
        assertThat(printed).contains("ssh -L");
        assertThat(printed)
                .doesNotContain(
                        Files.readString(directory.resolve("home/token")).strip());
        assertThat(get(link.group())).isEqualTo(303);
        assertThat(get(link.group())).isEqualTo(403);
        assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")))
                .doesNotContain(
                        Files.readString(directory.resolve("home/token")).strip());
    }

    @Test
    void leavesARunAtWorkToTheNextConsoleWhenItIsEnded() throws Exception {
        var world = SandboxConsole.create(directory, Sandbox.Kind.SQLITE);
        start("--commands", world.sandbox().commands().toString());
        try {
            var port = Files.readString(directory.resolve("home/console.port")).strip();
            var planned = post("http://127.0.0.1:" + port + "/api/v1/upgrades", world.request());
            var location = planned.headers().firstValue("Location").orElseThrow();
            assertThat(post("http://127.0.0.1:" + port + location + "/run", "{}")
                            .statusCode())
                    .isEqualTo(202);

            signal("TERM");
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

            try (var next = RunningConsole.start(world.settings())) {
                assertThat(next.get(location).json().path("state").asString()).isIn("interrupted", "planned");
                assertThat(next.post(location + "/run", "{\"until\": \"stop\"}").status())
                        .isEqualTo(202);
                assertThat(SandboxConsole.await(next, location).path("state").asString())
                        .isEqualTo("waiting");
                next.post(location + "/rollback");
                assertThat(SandboxConsole.await(next, location).path("state").asString())
                        .isEqualTo("rolled-back");
            }
        } finally {
            world.stopServer();
        }
    }

    private HttpResponse<String> post(String address, String json) throws Exception {
        var token = Files.readString(directory.resolve("home/token")).strip();
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private String state(String address) throws Exception {
        var token = Files.readString(directory.resolve("home/token")).strip();
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private int health() throws Exception {
        var port = Files.readString(directory.resolve("home/console.port")).strip();
        return get("http://127.0.0.1:" + port + "/health");
    }

    private static int get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
