package dev.drydock.web.pages;

import dev.drydock.upgrade.IndexProgress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How numbers, times and states are written for people. The script of the pages writes them in the same way, so that
 * nothing changes its look when it comes alive.
 */
@Component("words")
public final class Words {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final double KILO = 1000;

    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("pending", "to come"),
            Map.entry("planned", "planned"),
            Map.entry("running", "running"),
            Map.entry("waiting", "waiting"),
            Map.entry("succeeded", "done"),
            Map.entry("failed", "failed"),
            Map.entry("skipped", "skipped"),
            Map.entry("interrupted", "interrupted"),
            Map.entry("cancelled", "stopped"),
            Map.entry("rolling-back", "going back"),
            Map.entry("rolled-back", "taken back"),
            Map.entry("undone", "taken back"));

    private final DateTimeFormatter moment = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    /** With commas between the thousands. */
    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** In kB, MB or GB, of a thousand each. */
    public String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        var size = bytes / KILO;
        for (var unit : List.of("kB", "MB", "GB")) {
            if (size < KILO) {
                return String.format(Locale.ENGLISH, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
            }
            size /= KILO;
        }
        return String.format(Locale.ENGLISH, "%.1f TB", size);
    }

    /** A length of time, short: {@code 0.2 s}, {@code 38 s}, {@code 1 min 12 s}, {@code 2 h 05 min}. */
    public String span(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ENGLISH, "%.1f s", seconds);
        }
        var whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        return whole < HOUR
                ? whole / MINUTE + " min " + whole % MINUTE + " s"
                : String.format(Locale.ENGLISH, "%d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
    }

    /** A length of time in whole seconds. */
    public String span(long seconds) {
        return seconds < 10 ? seconds + " s" : span((double) seconds);
    }

    /** A length of time as a clock that runs: {@code 00:01:12}. */
    public String clock(long seconds) {
        return String.format(
                Locale.ENGLISH, "%02d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }

    /** A moment in the zone of this machine, which it names. */
    public String moment(Instant at) {
        return moment.format(at);
    }

    /** A state of an upgrade, a phase or a step. */
    public String state(String state) {
        return STATES.getOrDefault(state, state);
    }

    /** The state of a phase or a step as the page shows it: one that was begun, and waits for somebody, was not cut off. */
    public String shown(String upgrade, String state) {
        return upgrade.equals("waiting") && state.equals("interrupted") ? "waiting" : state;
    }

    /** How far the new server is with its full-text index, in a sentence or two. */
    public String index(IndexProgress index) {
        var left = index.left();
        if (left == null) {
            return "How far the search index is cannot be seen: " + index.problem() + ".";
        }
        if (index.isDone()) {
            return "The search index is complete.";
        }
        var seconds = index.secondsLeft();
        return "The new server still builds its search index: " + number(left) + " messages left, "
                + (seconds == null ? "time left unknown" : "about " + span(seconds.longValue()) + " left")
                + ". Until then searches find only a part of the mail.";
    }

    /** What counts something, with what it counts: {@code 3 records}, {@code 2.1 MB}. */
    public String amount(long done, @Nullable Long total, String unit) {
        if (unit.equals("bytes")) {
            return total == null ? bytes(done) : bytes(done) + " of " + bytes(total);
        }
        return (total == null ? number(done) : number(done) + " of " + number(total)) + " " + unit;
    }

    /** How a store is called. */
    public String store(String kind) {
        return switch (kind) {
            case "rocksdb" -> "RocksDB";
            case "sqlite" -> "SQLite";
            case "postgresql" -> "PostgreSQL";
            case "mysql" -> "MySQL";
            case "foundationdb" -> "FoundationDB";
            default -> kind;
        };
    }
}
