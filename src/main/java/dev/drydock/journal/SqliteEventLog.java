package dev.drydock.journal;

import dev.drydock.engine.Event;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.EventLog;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The lines that people read, in an SQLite file of their own: they come by the thousand, and unlike the journal a few
 * of them may be lost when the power fails, so they are not synced one by one.
 */
public final class SqliteEventLog implements EventLog, AutoCloseable {

    private static final String FILE = "events.sqlite3";

    private final JournalFile file;

    /** Of their own, so that who writes never waits for those who read on. */
    private final JournalFile readers;

    private final Clock clock;
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private record Listener(String run, Consumer<Event> consumer) {}

    private SqliteEventLog(JournalFile file, JournalFile readers, Clock clock) {
        this.file = file;
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * Opens the event log of a home, or begins it.
     *
     * @param home an existing directory
     * @param clock tells the time of lines
     */
    public static SqliteEventLog open(Path home, Clock clock) {
        var path = home.resolve(FILE);
        var file = JournalFile.open(path, false);
        file.client().sql("""
                        CREATE TABLE IF NOT EXISTS event (
                          run TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, level TEXT NOT NULL,
                          phase TEXT NOT NULL, step TEXT NOT NULL, text TEXT NOT NULL,
                          PRIMARY KEY (run, seq)) WITHOUT ROWID""").update();
        return new SqliteEventLog(file, JournalFile.open(path, false), clock);
    }

    @Override
    public synchronized Event append(String run, EventLevel level, String phase, String step, String text) {
        var event = new Event(last(run) + 1, clock.instant(), level, phase, step, text);
        file.client()
                .sql("INSERT INTO event (run, seq, at, level, phase, step, text) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(run, event.sequence(), event.at().toString(), level.name(), phase, step, text)
                .update();
        last.put(run, event.sequence());
        for (var listener : listeners) {
            if (listener.run.equals(run)) {
                listener.consumer.accept(event);
            }
        }
        return event;
    }

    /**
     * Hears of each new line of a run, on the thread that writes it: a listener must not wait for anybody.
     *
     * @return ends the listening
     */
    public Runnable listen(String run, Consumer<Event> consumer) {
        var listener = new Listener(run, consumer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Event> after(String run, long after, int limit) {
        return readers.client()
                .sql("SELECT * FROM event WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?")
                .params(run, after, limit)
                .query(SqliteEventLog::event)
                .list();
    }

    @Override
    public long last(String run) {
        return last.computeIfAbsent(
                run,
                name -> file.client()
                        .sql("SELECT coalesce(max(seq), 0) FROM event WHERE run = ?")
                        .param(name)
                        .query(Long.class)
                        .single());
    }

    private static Event event(ResultSet row, int number) throws SQLException {
        return new Event(
                row.getLong("seq"),
                Instant.parse(row.getString("at")),
                EventLevel.valueOf(row.getString("level")),
                row.getString("phase"),
                row.getString("step"),
                row.getString("text"));
    }

    @Override
    public void close() {
        readers.close();
        file.close();
    }
}
