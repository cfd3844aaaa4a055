package dev.drydock.bench;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.ServerChoice;
import dev.drydock.sql.SqlServer;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sql.SqlStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes the same records to real SQL servers and reads them again, as Drydock does and a statement at a time, on the
 * same server in one run. The server waits for its disk at every commit. Records are keys of 30 bytes with values of 20,
 * in one table.
 */
public final class SqlBenchmark {

    private static final int KEY = 30;
    private static final int VALUE = 20;

    private SqlBenchmark() {}

    /** Arguments: a directory for temporary files, and the number of records. Prints a table in Markdown. */
    public static void main(String[] arguments) throws Exception {
        var work = Path.of(arguments[0]);
        var records = Integer.parseInt(arguments[1]);
        System.out.println("| server | order | what | row by row, records/s | Drydock, records/s | times |");
        System.out.println("|---|---|---|---:|---:|---:|");
        for (var kind : SqlServerKind.values()) {
            try (var server = kind.start(ServerChoice.DURABLE)) {
                // The first round is for the compiler.
                measure(kind, server, work, keys(records / 10, true));
                for (var ascending : List.of(true, false)) {
                    var rates = measure(kind, server, work, keys(records, ascending));
                    print(kind, ascending, "writing", rates[0], rates[1]);
                    print(kind, ascending, "reading", rates[2], rates[3]);
                }
            }
        }
    }

    private static void print(SqlServerKind kind, boolean ascending, String what, double plain, double own) {
        System.out.printf(
                "| %s | %s | %s | %,.0f | %,.0f | %.1f |%n",
                kind, ascending ? "by key" : "none", what, plain, own, own / plain);
    }

    private static List<byte[]> keys(int count, boolean ascending) {
        var random = new SplittableRandom(7);
        var keys = new ArrayList<byte[]>(count);
        for (var i = 0; i < count; i++) {
            var key = new byte[KEY];
            BigEndian.putU64(key, 0, ascending ? i : random.nextLong());
            keys.add(key);
        }
        return keys;
    }

    /** Records a second: written plainly, written by Drydock, read plainly, read by Drydock. */
    private static double[] measure(SqlServerKind kind, SqlServer server, Path work, List<byte[]> keys)
            throws Exception {
        var plain = server.create();
        try (var sink = SqlStores.store(kind, plain, work).createTarget()) {
            // Empty tables, as the mail server has them.
            sink.commit();
        }
        var own = SqlStores.store(kind, server.create(), work);
        return new double[] {
            rate(keys.size(), () -> writePlainly(server, plain, keys)),
            rate(keys.size(), () -> write(own, keys)),
            rate(keys.size(), () -> readPlainly(server, plain, keys)),
            rate(keys.size(), () -> read(own, keys.size()))
        };
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double rate(int records, Work work) throws Exception {
        var begun = System.nanoTime();
        work.run();
        return records * 1e9 / (System.nanoTime() - begun);
    }

    /** All in one transaction, which flatters it: a commit for each row would wait for the disk each time. */
    private static void writePlainly(SqlServer server, Database database, List<byte[]> keys) throws Exception {
        try (var connection = server.connect(database);
                var insert = connection.prepareStatement("INSERT INTO p (k, v) VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (var key : keys) {
                insert.setBytes(1, key);
                insert.setBytes(2, new byte[VALUE]);
                insert.executeUpdate();
            }
            connection.commit();
        }
    }

    private static void write(SqlStore store, List<byte[]> keys) throws Exception {
        try (var sink = store.createTarget()) {
            for (var key : keys) {
                sink.put(Letter.PROPERTY, key, new byte[VALUE]);
            }
            sink.commit();
        }
    }

    private static void readPlainly(SqlServer server, Database database, List<byte[]> keys) throws Exception {
        var sorted = new ArrayList<>(keys);
        sorted.sort(Arrays::compareUnsigned);
        try (var connection = server.connect(database);
                var lookup = connection.prepareStatement("SELECT v FROM p WHERE k = ?")) {
            for (var key : sorted) {
                lookup.setBytes(1, key);
                try (var row = lookup.executeQuery()) {
                    if (!row.next() || row.getBytes(1).length != VALUE) {
                        throw new IllegalStateException("a row was lost");
                    }
                }
            }
        }
    }

    private static void read(SqlStore store, int records) throws Exception {
        var read = 0;
        try (var target = store.openTarget();
                var rows = target.scan(Letter.PROPERTY)) {
            while (rows.next()) {
                read += rows.value().length == VALUE ? 1 : 0;
            }
        }
        if (read != records) {
            throw new IllegalStateException(read + " rows instead of " + records);
        }
    }
}
