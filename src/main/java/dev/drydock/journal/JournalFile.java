package dev.drydock.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One SQLite file with one connection. One is enough: writes are short, and SQLite has one writer anyway.
 *
 * <p>Hazard: with less than {@code synchronous=FULL} a commit in write-ahead mode is not on disk when it returns, and
 * power that fails then takes with it what the engine believes written.
 */
final class JournalFile implements AutoCloseable {

    private final HikariDataSource dataSource;
    private final JdbcClient client;

    private JournalFile(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.client = JdbcClient.create(dataSource);
    }

    /** @param synced whether each commit is on disk before it returns */
    static JournalFile open(Path file, boolean synced) {
        makePrivate(file);
        var config = new HikariConfig();
        config.setPoolName(file.getFileName().toString());
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.setMaximumPoolSize(1);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", synced ? "FULL" : "NORMAL");
        config.addDataSourceProperty("busy_timeout", "10000");
        return new JournalFile(new HikariDataSource(config));
    }

    private static void makePrivate(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    JdbcClient client() {
        return client;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
