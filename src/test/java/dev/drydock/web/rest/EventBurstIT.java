package dev.drydock.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.PathModule;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.web.SandboxConsole;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A command of the server's that says a hundred thousand lines, watched while it does and read again afterwards. */
class EventBurstIT {

    private static final int LINES = 100_000;

    /** Of a program that has ended no more is read than there is time for: that much may be left in the pipe. */
    private static final int LEFT = 20_000;

    @TempDir
    private Path directory;

    /** What a watcher hears: numbers of lines, and how many lines came before each state. */
    private static final class Heard extends OutputStream {
        private final List<Long> lines = new ArrayList<>(LINES);
        private final List<Integer> linesBeforeState = new ArrayList<>();
        private final List<Long> stateTimes = new ArrayList<>();

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("a stream writes whole events");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            new String(bytes, offset, length, StandardCharsets.UTF_8).lines().forEach(this::line);
        }

        private void line(String line) {
            if (line.startsWith("id: ")) {
                lines.add(Long.parseLong(line.substring(4)));
            } else if (line.equals("event: state")) {
                linesBeforeState.add(lines.size());
                stateTimes.add(System.nanoTime());
            }
        }
    }

    @Test
    void reachesAWatcherWholeAndInOrderWithTheStateInBetween() throws Exception {
        var world = SandboxConsole.create(directory, Sandbox.Kind.SQLITE);
        var commands = world.sandbox().commands();
        Files.writeString(
                commands,
                Files.readString(commands)
                        .replaceFirst(
                                "stop = \\[",
                                "stop = [\"/bin/sh\", \"-c\", \"seq " + (LINES + LEFT)
                                        + "; exec \\\\\"\\$@\\\\\"\", \"stop\", "));
        try (var upgrades = Upgrades.open(world.settings())) {
            var upgrade = upgrades.plan(UpgradeRequest.of(
                    world.sandbox().configuration(),
                    UpgradeRequest.Deployment.command(world.sandbox().name()),
                    new UpgradeRequest.ReleaseChoice(world.sandbox().release(), null, null)));
            upgrades.run(upgrade, "stop");
            var live = watch(upgrades, upgrade);
            assertThat(live.lines).hasSizeGreaterThan(LINES);
            var replayed = watch(upgrades, upgrade);

            var all = LongStream.rangeClosed(1, upgrades.lastLine(upgrade.id()))
                    .boxed()
                    .toList();
            assertThat(live.lines).isEqualTo(all);
            assertThat(replayed.lines).isEqualTo(all);
            assertThat(live.linesBeforeState.get(0)).isZero();
            assertThat(live.linesBeforeState.stream().filter(before -> before > 100 && before < LINES))
                    .as("states while lines come")
                    .hasSizeGreaterThan(3);
            for (var i = 2; i < live.stateTimes.size(); i++) {
                // Two looks lie a tenth of a second apart; what was looked at may be on its way for a moment.
                assertThat(live.stateTimes.get(i) - live.stateTimes.get(i - 2)).isGreaterThan(100_000_000L);
            }
        } finally {
            world.stopServer();
        }
    }

    private static Heard watch(Upgrades upgrades, Upgrade upgrade) {
        var heard = new Heard();
        var json = JsonMapper.builder().addModule(new PathModule()).build();
        new EventStream(
                        upgrades,
                        upgrade,
                        new EventStream.Wish(0, false),
                        heard,
                        json,
                        Clock.systemUTC(),
                        Duration.ofSeconds(15))
                .run();
        return heard;
    }
}
