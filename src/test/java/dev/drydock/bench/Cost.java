package dev.drydock.bench;

import java.util.regex.Pattern;

/**
 * What an operation took.
 *
 * @param records it went through; negative where it failed
 * @param millis of wall time, without the start of the JVM
 * @param cpuMillis of processor time, of all threads; says more than wall time on a machine that does other work too
 * @param liveHeap bytes that were in use after a garbage collection, at the most; 0 where there was none
 * @param resident bytes of memory of the whole process at the most, native memory included
 */
record Cost(long records, long millis, long cpuMillis, long liveHeap, long resident) {

    private static final Pattern LINE =
            Pattern.compile("cost records=(-?\\d+) millis=(\\d+) cpuMillis=(\\d+) liveHeap=(\\d+) resident=(\\d+)");

    String toLine() {
        return "cost records=%d millis=%d cpuMillis=%d liveHeap=%d resident=%d"
                .formatted(records, millis, cpuMillis, liveHeap, resident);
    }

    /** Reads the line out of all that a child has written. */
    static Cost in(String output) {
        var matcher = LINE.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("no cost in: " + output);
        }
        return new Cost(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                Long.parseLong(matcher.group(5)));
    }
}
