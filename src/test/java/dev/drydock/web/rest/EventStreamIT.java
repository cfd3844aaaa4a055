package dev.drydock.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.PathModule;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.web.SandboxConsole;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EventStreamIT {

    @TempDir
    private Path directory;

    private SandboxConsole world;
    private Upgrades upgrades;
    private Upgrade upgrade;

    @BeforeEach
    void plan() throws Exception {
        world = SandboxConsole.create(directory, Sandbox.Kind.SQLITE);
        upgrades = Upgrades.open(world.settings());
        upgrade = upgrades.plan(UpgradeRequest.of(
                world.sandbox().configuration(),
                UpgradeRequest.Deployment.command(world.sandbox().name()),
                new UpgradeRequest.ReleaseChoice(world.sandbox().release(), null, null)));
    }

    @AfterEach
    void end() throws Exception {
        upgrades.close();
        world.stopServer();
    }

    /** A watcher that takes nothing until it is told to. */
    private static final class StuckWatcher extends OutputStream {
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            taken.write(bytes, offset, length);
        }

        String text() {
            return taken.toString(StandardCharsets.UTF_8);
        }
    }

    private EventStream stream(OutputStream out, boolean stays, Duration heartbeat) {
        var json = JsonMapper.builder().addModule(new PathModule()).build();
        return new EventStream(
                upgrades, upgrade, new EventStream.Wish(0, stays), out, json, Clock.systemUTC(), heartbeat);
    }

    private Thread watch(OutputStream out, Duration heartbeat) {
        return start(stream(out, false, heartbeat));
    }

    private static Thread start(EventStream stream) {
        var thread = new Thread(stream);
        thread.start();
        return thread;
    }

    /** A watcher that reads along, and can be asked for the first text that holds something. */
    private static final class ReadingWatcher extends OutputStream {
        private final StringBuilder read = new StringBuilder();

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("a stream writes whole events");
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            read.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
            notifyAll();
        }

        /** All that was read, once {@code part} is in it. */
        synchronized String await(String part) throws InterruptedException {
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (read.indexOf(part) < 0) {
                assertThat(System.nanoTime()).as(part + " in:\n" + read).isLessThan(end);
                wait(1000);
            }
            return read.toString();
        }
    }

    @Test
    void tellsTheStateBeforeTheLinesThatWereMissed() throws Exception {
        upgrades.run(upgrade, "prepare");
        upgrades.await(upgrade);
        var out = new ByteArrayOutputStream();

        watch(out, Duration.ofSeconds(15)).join();

        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("retry: 2000\n\nevent: state\ndata: {\"id\":\"" + upgrade.id() + "\"");
        assertThat(text.indexOf("\"state\":\"waiting\"")).isLessThan(text.indexOf("id: 1\n"));
        assertThat(text).contains("\"lastLine\":" + upgrades.lastLine(upgrade.id()));
    }

    @Test
    void staysWhereNothingIsAtWorkAndTellsOfWhatOthersBegin() throws Exception {
        var out = new ReadingWatcher();
        var stream = stream(out, true, Duration.ofSeconds(15));
        var watching = start(stream);
        out.await("\"state\":\"planned\"");

        var kept = UpgradeRequest.of(
                        world.sandbox().configuration(),
                        UpgradeRequest.Deployment.command(world.sandbox().name()),
                        new UpgradeRequest.ReleaseChoice(world.sandbox().release(), null, null))
                .withBackup(BackupChoice.filled(Map.of("name", "kept-by-another")));
        upgrade = upgrades.replan(upgrade, kept);
        out.await("kept-by-another");
        upgrades.run(upgrade, "prepare");
        upgrades.await(upgrade);
        var text = out.await("\"state\":\"waiting\"");
        stream.close();
        watching.join();

        assertThat(text).contains("id: 1\n", "\"atWork\":true");
        assertThat(out.await("\"atWork\":false")).doesNotContain("event: end");
    }

    @Test
    void letsTheRunEndBesideAWatcherThatTakesNothingAndThenSendsEveryLine() throws Exception {
        var stuck = new StuckWatcher();
        upgrades.run(upgrade, "prepare");
        var watching = watch(stuck, Duration.ofSeconds(15));

        upgrades.await(upgrade);
        assertThat(stuck.text()).isEmpty();
        stuck.letGo.countDown();
        watching.join();

        assertThat(stuck.text()
                        .lines()
                        .filter(line -> line.startsWith("id: "))
                        .map(line -> Long.parseLong(line.substring(4))))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, upgrades.lastLine(upgrade.id()))
                        .boxed()
                        .toList());
        assertThat(stuck.text()).contains("event: state").endsWith("event: end\ndata: {\"state\":\"waiting\"}\n\n");
    }

    @Test
    void saysThatItIsStillThereWhenNothingHappens() throws Exception {
        var out = new ByteArrayOutputStream();
        upgrades.run(upgrade, "prepare");

        watch(out, Duration.ZERO).join();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\n: still here\n\n");
    }
}
