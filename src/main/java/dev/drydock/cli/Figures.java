package dev.drydock.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {}

    /** With a comma between groups of three digits. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and its noun: {@code 1 message}, {@code 2 messages}. */
    static String count(long number, String noun) {
        return count(number) + " " + (number == 1 ? noun : noun + "s");
    }

    /** Bytes in the largest unit that leaves a number from 1 on, by thousands. */
    static String size(long bytes) {
        if (bytes < 0) {
            return "-" + size(bytes == Long.MIN_VALUE ? Long.MAX_VALUE : -bytes);
        }
        var unit = 0;
        var value = (double) bytes;
        while (unit < UNITS.length - 1 && value >= 999.5) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? count(bytes) + (bytes == 1 ? " byte" : " bytes")
                : String.format(Locale.ROOT, value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** To the second below an hour, to the minute from there on. */
    static String duration(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        var minutes = seconds / 60;
        return minutes < 60 ? minutes + " min " + seconds % 60 + " s" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** An unsigned 32-bit id. */
    static String id(int id) {
        return Integer.toUnsignedString(id);
    }
}
