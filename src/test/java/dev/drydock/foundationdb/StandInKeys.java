package dev.drydock.foundationdb;

import dev.drydock.store.foundationdb.KeyValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * The keys of a cluster: of every table of the store its name before the key, counters as eight bytes, little-endian, values
 * of 100,000 bytes and more in pieces; and between them the keys of others. Bitmaps of v0.7.3 are shown as SQL has them.
 */
public final class StandInKeys {

    private static final int PIECE = 100_000;

    private final Path store;
    private final Path others;

    StandInKeys(Path store, Path others) {
        this.store = store;
        this.others = others;
    }

    /** Keys from one, inclusive, to another, exclusive, with their values, the first ones in order. */
    public List<KeyValue> range(byte[] from, byte[] to, int limit) throws IOException {
        var found = new ArrayList<KeyValue>();
        if (Files.exists(store)) {
            within(store, database -> {
                for (var table : tables(database)) {
                    if (found.size() < limit) {
                        found.addAll(rows(database, table, from, to, limit - found.size()));
                    }
                }
            });
        }
        if (Files.exists(others)) {
            within(others, database -> found.addAll(rows(database, "other", from, to, limit)));
        }
        found.sort(Comparator.comparing(KeyValue::key, Arrays::compareUnsigned));
        return found.subList(0, Math.min(limit, found.size()));
    }

    /** Writes one key: into the table of its letter where there is one. */
    public void set(byte[] key, byte[] value) throws IOException {
        if (key.length > 0 && Files.exists(store)) {
            var table = String.valueOf((char) key[0]);
            var done = new boolean[1];
            within(store, database -> {
                if (tables(database).contains(table)) {
                    put(database, table, Arrays.copyOfRange(key, 1, key.length), value);
                    done[0] = true;
                }
            });
            if (done[0]) {
                return;
            }
        }
        within(others, database -> {
            execute(database, "CREATE TABLE IF NOT EXISTS other (k BLOB PRIMARY KEY, v BLOB NOT NULL)");
            put(database, "other", key, value);
        });
    }

    private static void put(Connection database, String table, byte[] key, byte[] value) throws SQLException {
        var columns = hasValues(database, table) ? "(k, v) VALUES (?, ?)" : "(k) VALUES (?)";
        try (var statement = database.prepareStatement("INSERT OR REPLACE INTO " + table + " " + columns)) {
            statement.setBytes(1, key);
            if (columns.contains("v)") && isCounter(database, table)) {
                statement.setLong(
                        2, ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong());
            } else if (columns.contains(", v")) {
                statement.setBytes(2, value);
            }
            statement.executeUpdate();
        }
    }

    /** Removes keys from one, inclusive, to another, exclusive; a store without a key left is no file any more. */
    public void clear(byte[] from, byte[] to) throws IOException {
        if (Files.exists(store)) {
            within(store, database -> {
                database.setAutoCommit(false);
                for (var table : tables(database)) {
                    clear(database, table, from, to);
                }
                database.commit();
            });
        }
        if (Files.exists(others)) {
            within(others, database -> clear(database, "other", from, to));
        }
        if (range(new byte[0], new byte[] {(byte) 0xFF}, 1).isEmpty()) {
            remove();
        }
    }

    /** Removes every file. */
    void remove() throws IOException {
        for (var file : List.of(store, others)) {
            for (var suffix : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        }
    }

    /** About how many bytes there are. */
    long bytes() throws IOException {
        return (Files.exists(store) ? Files.size(store) : 0) + (Files.exists(others) ? Files.size(others) : 0);
    }

    /** Writes both files, as they are at this moment, into a directory. */
    void copyTo(Path directory) throws IOException {
        for (var file : List.of(store, others)) {
            if (Files.exists(file)) {
                within(file, database -> {
                    try (var statement = database.prepareStatement("VACUUM INTO ?")) {
                        statement.setString(
                                1, directory.resolve(file.getFileName()).toString());
                        statement.execute();
                    }
                });
            }
        }
    }

    private interface Work {
        void work(Connection database) throws SQLException;
    }

    private static void within(Path file, Work work) throws IOException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        // Nobody pulls the plug in a test.
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        try (var database = JDBC.createConnection("jdbc:sqlite:" + file, config.toProperties())) {
            work.work(database);
        } catch (SQLException e) {
            throw new IOException("The keys in " + file + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(Connection database) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND length(name) = 1 ORDER BY name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static @Nullable String valueType(Connection database, String table) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "SELECT type FROM pragma_table_info('" + table + "') WHERE name = 'v'")) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static boolean hasValues(Connection database, String table) throws SQLException {
        return valueType(database, table) != null;
    }

    private static boolean isCounter(Connection database, String table) throws SQLException {
        return "INTEGER".equals(valueType(database, table));
    }

    private static List<KeyValue> rows(Connection database, String table, byte[] from, byte[] to, int limit)
            throws SQLException {
        var prefix = prefix(table);
        var found = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        if (!overlaps(prefix, from, to)) {
            return List.of();
        }
        var columns = hasValues(database, table) ? "k, v" : "k, zeroblob(0)";
        var counter = isCounter(database, table);
        // A piece may lie in the range whose key lies before it: two bytes shorter than the next key behind another
        // piece.
        var low = within(prefix, from);
        var start = Arrays.copyOf(low, Math.max(0, low.length - 2));
        try (var statement =
                database.prepareStatement("SELECT " + columns + " FROM " + table + " WHERE k >= ? ORDER BY k")) {
            statement.setBytes(1, start);
            try (var rows = statement.executeQuery()) {
                while (found.size() < limit && rows.next()) {
                    var key = joined(prefix, rows.getBytes(1));
                    if (Arrays.compareUnsigned(key, to) >= 0) {
                        break;
                    }
                    var value = counter ? littleEndian(rows.getLong(2)) : rows.getBytes(2);
                    pieces(key, value).forEach((piece, bytes) -> {
                        if (Arrays.compareUnsigned(from, piece) <= 0 && Arrays.compareUnsigned(piece, to) < 0) {
                            found.put(piece, bytes);
                        }
                    });
                }
            }
        }
        return found.entrySet().stream()
                .limit(limit)
                .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<byte[], byte[]> pieces(byte[] key, byte[] value) {
        var pieces = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        pieces.put(key, Arrays.copyOf(value, Math.min(value.length, PIECE)));
        for (var from = PIECE; from < value.length; from += PIECE) {
            var piece = Arrays.copyOf(key, key.length + 1);
            piece[key.length] = (byte) (from / PIECE - 1);
            pieces.put(piece, Arrays.copyOfRange(value, from, Math.min(value.length, from + PIECE)));
        }
        return pieces;
    }

    private static void clear(Connection database, String table, byte[] from, byte[] to) throws SQLException {
        var prefix = prefix(table);
        if (!overlaps(prefix, from, to)) {
            return;
        }
        var all = prefix.length > 0 && Arrays.compareUnsigned(next(prefix), to) <= 0;
        var bound = all ? "" : " AND k < ?";
        try (var statement = database.prepareStatement("DELETE FROM " + table + " WHERE k >= ?" + bound)) {
            statement.setBytes(1, within(prefix, from));
            if (!all) {
                statement.setBytes(2, within(prefix, to));
            }
            statement.executeUpdate();
        }
    }

    private static byte[] prefix(String table) {
        return table.length() == 1 ? new byte[] {(byte) table.charAt(0)} : new byte[0];
    }

    private static boolean overlaps(byte[] prefix, byte[] from, byte[] to) {
        return prefix.length == 0
                || (Arrays.compareUnsigned(prefix, to) < 0 && Arrays.compareUnsigned(from, next(prefix)) < 0);
    }

    private static byte[] next(byte[] prefix) {
        return new byte[] {(byte) (prefix[0] + 1)};
    }

    /** A bound as one of the keys behind a prefix; the first of them where it lies before all. */
    private static byte[] within(byte[] prefix, byte[] bound) {
        return bound.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, bound, 0, prefix.length)
                ? Arrays.copyOfRange(bound, prefix.length, bound.length)
                : new byte[0];
    }

    private static byte[] joined(byte[] prefix, byte[] key) {
        var whole = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, whole, prefix.length, key.length);
        return whole;
    }

    private static byte[] littleEndian(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
