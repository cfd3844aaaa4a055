package dev.drydock.store.postgresql;

import dev.drydock.store.sql.LocalDisk;
import dev.drydock.store.sql.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Where a server has its data, if that is on this machine and the account may ask. */
final class ServerDirectory {

    private static final String WHERE = "SELECT (SELECT setting FROM pg_settings WHERE name = 'data_directory'),"
            + " pg_tablespace_location(dattablespace), extract(epoch FROM pg_postmaster_start_time())::bigint"
            + " FROM pg_database WHERE datname = current_database()";

    /** In the file that a server writes at its start: its process, its directory, when it was started, its port. */
    private static final int LINE_OF_START = 2;

    /** It writes that file before it counts itself as started. */
    private static final long SECONDS_OF_START = 30;

    private ServerDirectory() {}

    /** How many bytes the tables of the connection's database may take more; empty where that cannot be known. */
    static OptionalLong free(Connection connection, ServerAddress server) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(WHERE)) {
            if (!rows.next() || rows.getString(1) == null || !LocalDisk.isOf(server)) {
                return OptionalLong.empty();
            }
            var data = Path.of(rows.getString(1));
            if (!isStarted(data, rows.getLong(3))) {
                return OptionalLong.empty();
            }
            var tablespace = rows.getString(2);
            return LocalDisk.free(tablespace.isEmpty() ? data : Path.of(tablespace));
        }
    }

    /** Whether it is that server which is at work there, and not one of another machine with the same path. */
    private static boolean isStarted(Path data, long at) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > LINE_OF_START
                    && Math.abs(Long.parseLong(lines.get(LINE_OF_START).strip()) - at) <= SECONDS_OF_START;
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }
}
