package dev.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process (SIGKILL) before and after every journal entry, and lets another one take the run up. */
class EngineKillTest {

    private static final int KILLED = 128 + 9;

    @TempDir
    private Path directory;

    @Test
    void goesOnToTheRightEndWhereverItWasKilled() throws Exception {
        var killed = 0;
        for (var failpoint = 0; ; failpoint++) {
            var home = Files.createDirectories(directory.resolve("home-" + failpoint));
            var world = Files.createDirectories(directory.resolve("world-" + failpoint));
            if (run(home, world, "forward", failpoint).status == 0) {
                break;
            }
            killed++;

            var later = run(home, world, "forward", -1);

            assertThat(later.lines.get(0)).as("failpoint " + failpoint).isIn("planned", "interrupted", "succeeded");
            if (!later.lines.get(0).equals("succeeded")) {
                assertThat(later.lines.get(1)).isEqualTo("succeeded");
            }
            assertThat(names(world)).as("failpoint " + failpoint).containsExactly("a", "b", "c");
        }
        assertThat(killed)
                .as("failpoints: before and after 1 + 3 * 2 + 1 entries")
                .isEqualTo(16);
    }

    @Test
    void goesBackToTheBeginningWhereverItWasKilledOnTheWayBack() throws Exception {
        var killed = 0;
        for (var failpoint = 0; ; failpoint++) {
            var home = Files.createDirectories(directory.resolve("home-" + failpoint));
            var world = Files.createDirectories(directory.resolve("world-" + failpoint));
            KillableRun.main(new String[] {home.toString(), world.toString(), "forward", "-1"});
            if (run(home, world, "back", failpoint).status == 0) {
                break;
            }
            killed++;

            var later = run(home, world, "back", -1);

            if (!later.lines.get(0).equals("rolled-back")) {
                assertThat(later.lines).as("failpoint " + failpoint).endsWith("rolled-back");
            }
            assertThat(names(world)).as("failpoint " + failpoint).isEmpty();
        }
        assertThat(killed).isEqualTo(16);
    }

    private record Ended(int status, List<String> lines) {}

    private static Ended run(Path home, Path world, String direction, int failpoint) throws Exception {
        var output = home.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillableRun.class.getName(),
                        home.toString(),
                        world.toString(),
                        direction,
                        Integer.toString(failpoint))
                .redirectOutput(output.toFile())
                .redirectError(home.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        if (process.exitValue() != 0 && process.exitValue() != KILLED) {
            // A run that had already come to its end refuses to go further: that is an end too.
            assertThat(Files.readString(home.resolve("errors"))).contains("RefusedException");
        }
        return new Ended(process.exitValue(), Files.readAllLines(output));
    }

    private static List<String> names(Path world) throws IOException {
        try (var files = Files.list(world)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
