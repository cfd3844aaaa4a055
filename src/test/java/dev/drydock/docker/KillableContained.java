package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Failpoints;
import dev.drydock.engine.Kill;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.Upgrades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A console without a web server, as a process of its own that kills itself (SIGKILL) before a write of the journal about a
 * step that has to do with the container, at the first such place that no console before it was killed at.
 *
 * <p>Arguments: home, socket of the Engine, {@code forward} or {@code back}, and a file with the places so far.
 */
final class KillableContained {

    private static final int KILLED = 128 + 9;
    private static final String PLACES =
            "before (?!INTENT).* (prepare\\.image|stop\\.server|install\\.container|start\\..*)";

    private KillableContained() {}

    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[3]);
        var passed = new HashSet<>(Files.readAllLines(file));
        Failpoints failpoints = place -> {
            var at = arguments[2] + " " + place;
            if (place.matches(PLACES) && passed.add(at)) {
                write(file, at);
                Kill.thisProcess();
            }
        };
        var settings = ContainedInstallation.settings(Path.of(arguments[0]), Path.of(arguments[1]), failpoints);
        try (var upgrades = Upgrades.open(settings)) {
            var upgrade = upgrades.all().iterator().next();
            var state = upgrade.run().read(RunRecord::state);
            if (arguments[2].equals("back") && state != RunState.ROLLED_BACK) {
                upgrades.rollback(upgrade);
            } else if (!arguments[2].equals("back") && state != RunState.SUCCEEDED) {
                upgrades.run(upgrade, null);
            }
            upgrades.await(upgrade);
            System.out.println(upgrade.run().read(RunRecord::state).title());
        }
    }

    private static void write(Path file, String place) {
        try {
            Files.writeString(file, place + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts such consoles, one after the other. */
    record Started(ContainedInstallation mail, Path directory) {

        /** Until one comes to its end; gives the places at which the others were killed. */
        List<String> killEverywhere(String way) throws Exception {
            var places = directory.resolve("places-" + way);
            Files.createFile(places);
            var status = run(way, places);
            while (status == KILLED) {
                status = run(way, places);
            }
            assertThat(status).as(output()).isZero();
            return Files.readAllLines(places);
        }

        private int run(String way, Path places) throws Exception {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
            command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), KillableContained.class.getName()));
            command.addAll(
                    List.of(mail.home().toString(), mail.engine().socket().toString(), way, places.toString()));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output()).isTrue();
            return process.exitValue();
        }

        /** What the last one has said. */
        String output() throws IOException {
            return Files.readString(directory.resolve("output")).strip();
        }
    }
}
