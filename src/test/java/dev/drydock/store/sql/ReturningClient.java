package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;

/** Somebody who is connected to a database of PostgreSQL, and connects again as soon as the connection is lost. */
final class ReturningClient implements AutoCloseable {

    private final SqlServerKind kind;
    private final Database database;
    private final Thread thread = new Thread(this::work, "returning-client");
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private volatile boolean connected;
    private volatile boolean ended;

    private ReturningClient(SqlServerKind kind, Database database) {
        this.kind = kind;
        this.database = database;
    }

    static ReturningClient start(SqlServerKind kind, Database database) {
        var started = new ReturningClient(kind, database);
        started.thread.start();
        return started;
    }

    private void work() {
        while (!ended) {
            try (var connection = kind.get().connect(database)) {
                seen.add(Questions.one(
                        connection,
                        "SELECT current_setting('work_mem') || ' ' || (SELECT reset_val FROM pg_settings"
                                + " WHERE name = 'application_name')"));
                connected = true;
                while (!ended) {
                    Questions.one(connection, "SELECT pg_sleep(0.01)::text");
                }
            } catch (SQLException e) {
                // It was ended, or is not let in at this moment, and comes again.
                connected = false;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Waits until it is connected. */
    void awaitConnected() {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!connected) {
            assertThat(System.nanoTime()).as("connected").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** What it was told of the settings of its database, each time that it came. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
