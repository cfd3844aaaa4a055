package dev.drydock.upgrade.preflight;

import dev.drydock.upgrade.preflight.Forecast.Seconds;
import java.util.Map;

/**
 * How fast things go, for the forecast. All of it was measured on one machine with two cores:
 *
 * <ul>
 *   <li>export and import by the real programs of a store of 6,000 messages, 160 MB of contents and 643,000 records: 2.7 s
 *       with RocksDB, 3.8 s with SQLite, 12.7 s with PostgreSQL, 14.2 s with MariaDB, the two together;
 *   <li>how often they wait for an answer of PostgreSQL, by DistanceIT: 2,690 times for the export and 8,500 times for the
 *       import of 14,300 records; nobody has seen it of MySQL, for which the same is taken;
 *   <li>comparisons by Drydock, bench/RESULTS.md: 0.75 to 1.1 million records of both stores for each second of CPU time,
 *       contents hashed at 207 to 235 MB/s;
 *   <li>conversions by Drydock that take contents over, bench/RESULTS.md: 643,000 records in 0.4 s beside the start of a JVM,
 *       and 181 MB that SQLite copies in 0.6 s;
 *   <li>the same inside the servers of databases: 643,000 records in 0.45 s by PostgreSQL and in 1.0 s by MariaDB, and
 *       160 MB copied in 1.1 s by either;
 *   <li>a record takes 250 bytes in that store with its contents, and some 100 in one of small contents.
 * </ul>
 */
final class Speeds {

    /** Wall times of one benchmark differ by a factor of several with what else the machine does. */
    static final int SLOWER = 4;

    static final double HASHED_BYTES = 207e6;
    static final double COMPARED_RECORDS = 1e6;

    private static final double MEASURED_BYTES = 160e6;
    private static final double MEASURED_RECORDS = 643e3;
    private static final Map<String, Double> MEASURED_SECONDS =
            Map.of("rocksdb", 2.7, "sqlite", 3.8, "postgresql", 12.7, "mysql", 14.2);

    /** What does not grow with the store: programs that start, ports that are waited for, questions that are asked. */
    private static final Map<String, Seconds> FIXED = Map.ofEntries(
            Map.entry("prepare", new Seconds(1, 15)),
            Map.entry("stop", new Seconds(1, 15)),
            Map.entry("export", new Seconds(1, 5)),
            Map.entry("backup", new Seconds(0, 2)),
            Map.entry("join", new Seconds(0, 2)),
            Map.entry("install", new Seconds(0, 2)),
            Map.entry("convert", new Seconds(1, 5)),
            Map.entry("import", new Seconds(1, 5)),
            Map.entry("trial", new Seconds(3, 30)),
            Map.entry("start.server", new Seconds(1, 10)),
            Map.entry("start", new Seconds(1, 10)));

    private Speeds() {}

    /** Bytes of store files per second, for export and import together. */
    static double officialBytes(String kind) {
        return MEASURED_BYTES / seconds(kind);
    }

    /** Records per second, for export and import together: what bounds a store whose contents are small, or elsewhere. */
    static double officialRecords(String kind) {
        return MEASURED_RECORDS / seconds(kind);
    }

    /** Answers of a database server that export and import together wait for, for each record. */
    static final double ROUND_TRIPS = 0.8;

    /** Of a kind that nobody has measured the slowest that was. */
    private static double seconds(String kind) {
        return MEASURED_SECONDS.getOrDefault(kind, 3.8);
    }

    static double bytesPerRecord(boolean contentsElsewhere) {
        return contentsElsewhere ? 100 : MEASURED_BYTES / MEASURED_RECORDS;
    }

    /** Records per second that are translated, with what both versions keep alike taken over. */
    static double convertedRecords(String kind) {
        return kind.equals("mysql") ? 0.65e6 : 1.5e6;
    }

    /** Bytes of contents per second that are copied to the new store. */
    static double copiedBytes(String kind) {
        return kind.equals("sqlite") ? 250e6 : 145e6;
    }

    /** What a phase, or one step of it, takes whatever lies in the store. */
    static Seconds fixed(String what) {
        var seconds = FIXED.get(what);
        if (seconds == null) {
            throw new IllegalArgumentException("nobody has measured " + what);
        }
        return seconds;
    }

    /** From the time that was measured to that of a slower machine. */
    static Seconds range(double measured) {
        return new Seconds(measured, measured * SLOWER);
    }
}
