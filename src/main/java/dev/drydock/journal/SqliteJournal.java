package dev.drydock.journal;

import dev.drydock.engine.Journal;
import dev.drydock.engine.JournalEntry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The journal in one SQLite table. Each entry is committed and synced to disk by itself. */
public final class SqliteJournal implements Journal, AutoCloseable {

    private static final String FILE = "journal.sqlite3";
    private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.shared();
    private final JournalFile file;
    private final Clock clock;

    private SqliteJournal(JournalFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Opens the journal of a home, or begins it.
     *
     * @param home an existing directory
     * @param clock tells the time of entries
     */
    public static SqliteJournal open(Path home, Clock clock) {
        var file = JournalFile.open(home.resolve(FILE), true);
        file.client().sql("""
                        CREATE TABLE IF NOT EXISTS journal (
                          seq INTEGER PRIMARY KEY AUTOINCREMENT,
                          at TEXT NOT NULL, run TEXT NOT NULL, kind TEXT NOT NULL,
                          phase TEXT NOT NULL, step TEXT NOT NULL, data TEXT NOT NULL)""").update();
        file.client()
                .sql("CREATE INDEX IF NOT EXISTS journal_run ON journal (run, seq)")
                .update();
        return new SqliteJournal(file, clock);
    }

    @Override
    public JournalEntry append(
            String run, JournalEntry.Kind kind, String phase, String step, Map<String, String> data) {
        var at = clock.instant();
        var sequence = file.client()
                .sql("INSERT INTO journal (at, run, kind, phase, step, data) VALUES (?, ?, ?, ?, ?, ?) RETURNING seq")
                .params(at.toString(), run, kind.name(), phase, step, json.writeValueAsString(data))
                .query(Long.class)
                .single();
        return new JournalEntry(sequence, at, run, kind, phase, step, data);
    }

    @Override
    public List<JournalEntry> entries(String run) {
        return file.client()
                .sql("SELECT * FROM journal WHERE run = ? ORDER BY seq")
                .param(run)
                .query(this::entry)
                .list();
    }

    @Override
    public List<String> runs() {
        return file.client()
                .sql("SELECT run FROM journal WHERE kind = 'PLANNED' GROUP BY run ORDER BY min(seq)")
                .query(String.class)
                .list();
    }

    private JournalEntry entry(ResultSet row, int number) throws SQLException {
        return new JournalEntry(
                row.getLong("seq"),
                Instant.parse(row.getString("at")),
                row.getString("run"),
                JournalEntry.Kind.valueOf(row.getString("kind")),
                row.getString("phase"),
                row.getString("step"),
                json.readValue(row.getString("data"), DATA));
    }

    @Override
    public void close() {
        file.close();
    }
}
