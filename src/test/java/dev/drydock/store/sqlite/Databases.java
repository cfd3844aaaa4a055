package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.StoreTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.roaringbitmap.RoaringBitmap;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Makes databases by plain SQL, sound ones and others. */
final class Databases {

    static final byte[] KEY = HexFormat.of().parseHex("0a0b0c");

    private Databases() {}

    /** Runs statements on a database, which is made if it is missing; closed properly afterwards. */
    static Path execute(Path file, String... statements) throws SQLException, StoreException {
        try (var connection = open(file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        return file;
    }

    static Connection open(Path file) throws SQLException, StoreException {
        SqliteLibrary.load();
        return JDBC.createConnection("jdbc:sqlite:" + file, new SQLiteConfig().toProperties());
    }

    /** The statements by which a server makes its tables, at the same time those of an empty store. */
    static String[] tablesOfV073() {
        return StoreTable.ofV073().stream().map(Declarations::createStatement).toArray(String[]::new);
    }

    static String[] tablesOfV080() {
        return StoreTable.ofV080().stream().map(Declarations::createStatement).toArray(String[]::new);
    }

    /** A v0.7.3 store with some rows in each table. */
    static Path smallStore(Path file) throws StoreException {
        try (var writer =
                new SqliteStoreDriver(file.resolveSibling("work")).at(file).createSource()) {
            for (var i = 0; i < 400; i++) {
                var key = new byte[] {0, 0, 0, 1, 0, (byte) (i >> 8), (byte) i, 0, 0, 0, 0};
                writer.put(Space.VALUES, key, new byte[i]);
                writer.put(Space.LOGS, key, KEY);
                writer.put(Space.INDEXES, key, new byte[0]);
                writer.put(Space.BLOBS, key, new byte[i * 10]);
                writer.add(key, i);
                writer.bitmap(key, RoaringBitmap.bitmapOf(i, i + 1));
            }
            writer.commit();
        }
        return file;
    }
}
