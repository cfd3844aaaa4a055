package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
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
 * What one watcher is sent: the state first, then lines and states as they come. The lines come from the log and never
 * from memory: a new line only says that there is something to read on from the last line that was sent. So nothing is
 * lost or sent twice, however slow the watcher is, nothing piles up for it, and the run never waits for it.
 */
final class EventStream implements Runnable {

    /** Lines of one round: enough that a burst is not paid for by the round, little enough to stay in the cache. */
    private static final int BATCH = 2_000;

    /** Ten states in a second at most; progress has no line of its own, so it is looked at in the same rhythm. */
    private static final long ROUND_MILLIS = 100;

    /** While nothing is at work: what a page that stays may miss of a start without seeming slow. */
    private static final long IDLE_MILLIS = 200;

    private final Upgrades upgrades;
    private final String id;
    private final boolean stays;
    private final JsonMapper json;
    private final Clock clock;
    private final OutputStream out;
    private final Duration heartbeat;
    private volatile boolean news = true;
    private volatile boolean closed;
    private long sent;
    private String state = "";
    private long nextState = System.nanoTime();
    private long lastWrite = System.nanoTime();

    /** Where a watcher begins, and whether it goes on when nothing is at work. */
    record Wish(long after, boolean stays) {}

    /**
     * @param wish of the watcher; {@code after} is the number of the last line that it has
     * @param out of the answer
     * @param heartbeat after how long a watcher hears something even if there is nothing
     */
    EventStream(
            Upgrades upgrades,
            Upgrade upgrade,
            Wish wish,
            OutputStream out,
            JsonMapper json,
            Clock clock,
            Duration heartbeat) {
        this.upgrades = upgrades;
        this.id = upgrade.id();
        this.sent = wish.after();
        this.stays = wish.stays();
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
        var deaf = upgrades.listen(id, event -> news = true);
        try {
            write("retry: 2000\n\n");
            while (!closed && !isOverAfterRound()) {
                if (System.nanoTime() - lastWrite >= heartbeat.toNanos()) {
                    write(": still here\n\n");
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

    /** Sends what there is and waits for the next round; whether all was sent and nothing more can come. */
    private boolean isOverAfterRound() throws IOException, InterruptedException {
        // Asked for anew: as long as it has not begun it may be planned anew, and is another then.
        var upgrade = upgrade();
        // Asked before the lines are read: a run that is no longer at work has written all of its lines.
        var active = upgrades.isAtWork(upgrade);
        var text = new StringBuilder();
        var looked = addState(text, upgrade);
        var more = news && addLines(text);
        var over = !active && !stays && looked && !more;
        if (over) {
            event(
                    text,
                    "end",
                    "{\"state\":\""
                            + upgrade.run().read(record -> record.state().title()) + "\"}");
        }
        if (text.length() > 0) {
            write(text.toString());
        }
        if (!more && !over) {
            TimeUnit.MILLISECONDS.sleep(active || !looked ? ROUND_MILLIS : IDLE_MILLIS);
        }
        return over;
    }

    private Upgrade upgrade() {
        try {
            return upgrades.get(id);
        } catch (RefusedException e) {
            throw new IllegalStateException("an upgrade that was there is never gone: " + id, e);
        }
    }

    /** Whether it was time to look at the state; an unchanged one is not sent again. */
    private boolean addState(StringBuilder text, Upgrade upgrade) {
        var now = System.nanoTime();
        if (now - nextState < 0) {
            return false;
        }
        nextState = now + TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS);
        var view = UpgradeView.of(
                upgrade, UpgradeView.Situation.of(upgrades, upgrade, upgrades.lastLine(id), clock.instant()), false);
        var seen = json.writeValueAsString(view);
        if (!seen.equals(state)) {
            state = seen;
            event(text, "state", seen);
        }
        return true;
    }

    /** Whether there may be more lines than one round takes. */
    private boolean addLines(StringBuilder text) {
        news = false;
        var lines = upgrades.events(id, sent, BATCH);
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
