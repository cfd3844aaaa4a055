package dev.drydock.demo;

import java.util.ArrayList;
import java.util.List;

/** Numbers of messages as an IMAP client names them, such as {@code 1:3,7,12:*}. */
record SequenceSet(List<Range> ranges) {

    /** From one number to another, both included. */
    record Range(long first, long last) {}

    /**
     * Reads one.
     *
     * @param last what the star stands for
     * @throws IllegalArgumentException for what is none
     */
    static SequenceSet parse(String text, long last) {
        var ranges = new ArrayList<Range>();
        for (var part : text.split(",", -1)) {
            var ends = part.split(":", -1);
            var one = number(ends[0], last);
            var other = ends.length == 2 ? number(ends[1], last) : one;
            if (ends.length > 2) {
                throw new IllegalArgumentException("no sequence set: " + text);
            }
            ranges.add(new Range(Math.min(one, other), Math.max(one, other)));
        }
        return new SequenceSet(List.copyOf(ranges));
    }

    private static long number(String text, long last) {
        return text.equals("*") ? last : Long.parseLong(text);
    }

    boolean contains(long number) {
        return ranges.stream().anyMatch(range -> number >= range.first() && number <= range.last());
    }
}
