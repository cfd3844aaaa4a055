package dev.drydock.web.rest;

import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one watcher is sent. The lines come from the log and never from memory: a new line only says that there is
 * something to read on from the last line that was sent. So nothing is lost or sent twice, however slow the watcher is,
 * nothing piles up for it, and the run never waits for it.
 */
final class EventStream implements Runnable {

    private static final int BATCH = 500;

    /** Ten rounds in a second at most; progress has no line of its own, so it is looked at in the same rhythm. */
    private static final long ROUND_MILLIS = 100;

    private final Upgrades upgrades;
    private final Upgrade upgrade;
    private final JsonMapper json;
    private final Clock clock;
    private final OutputStream out;
    private final Duration heartbeat;
    private volatile boolean news = true;
    private volatile boolean closed;
    private long sent;
    private String state = "";
    private long lastWrite = System.nanoTime();

    /**
     * @param after number of the last line that the watcher has
     * @param out of the answer
     * @param heartbeat after how long a watcher hears something even if there is nothing
     */
    EventStream(
            Upgrades upgrades,
            Upgrade upgrade,
            long after,
            OutputStream out,
            JsonMapper json,
            Clock clock,
            Duration heartbeat) {
        this.upgrades = upgrades;
        this.upgrade = upgrade;
        this.sent = after;
        this.out = out;
        this.json = json;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /** Ends it without an {@code end}: the watcher comes back to the next console. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        // Listening begins before the first reading, so that no line falls between the two.
        var deaf = upgrades.listen(upgrade.id(), event -> news = true);
        try {
            write("retry: 2000\n\n");
            while (!closed && !sendNews()) {
                if (System.nanoTime() - lastWrite >= heartbeat.toNanos()) {
                    write(": still here\n\n");
                }
                if (!news) {
                    TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                }
            }
        } catch (IOException e) {
            // The watcher has gone, or no longer reads.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deaf.run();
        }
    }

    /** Whether all was sent and nothing more can come. */
    private boolean sendNews() throws IOException {
        // Asked before the lines are read: a run that is no longer at work has written all of its lines.
        var active = upgrades.isAtWork(upgrade);
        var text = new StringBuilder();
        var more = (news || !active) && addLines(text);
        if (!more) {
            var view =
                    UpgradeView.of(upgrade, UpgradeView.Situation.of(upgrades, upgrade, sent, clock.instant()), false);
            var now = json.writeValueAsString(view);
            if (!now.equals(state)) {
                state = now;
                event(text, "state", now);
            }
            if (!active) {
                event(text, "end", "{\"state\":\"" + view.state() + "\"}");
            }
        }
        if (text.length() > 0) {
            write(text.toString());
        }
        return !active && !more;
    }

    /** Whether there may be more lines than one round takes. */
    private boolean addLines(StringBuilder text) {
        news = false;
        var lines = upgrades.events(upgrade.id(), sent, BATCH);
        for (var line : lines) {
            text.append("id: ").append(line.sequence()).append('\n');
            event(text, "line", json.writeValueAsString(LineView.of(line)));
            sent = line.sequence();
        }
        var more = lines.size() == BATCH;
        if (more) {
            news = true;
        }
        return more;
    }

    private static void event(StringBuilder text, String name, String data) {
        text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        lastWrite = System.nanoTime();
    }
}
