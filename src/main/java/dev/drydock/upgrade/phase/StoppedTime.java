package dev.drydock.upgrade.phase;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long mail has stood still: from the stop of one server to the answer of the next. On a way back from an upgrade that
 * has served it does so twice, and what the new server was up in between does not count.
 */
public final class StoppedTime {

    /** The times, one after the other as {@code begin/end}; the last one has no end while it goes on. */
    private static final String FACT = "mail.stopped";

    private record Standstill(Instant begin, Optional<Instant> end) {

        static Standstill of(String text) {
            var slash = text.indexOf('/');
            return new Standstill(
                    Instant.parse(text.substring(0, slash)),
                    Optional.of(text.substring(slash + 1))
                            .filter(end -> !end.isEmpty())
                            .map(Instant::parse));
        }

        @Override
        public String toString() {
            return begin + "/" + end.map(Instant::toString).orElse("");
        }
    }

    private StoppedTime() {}

    /** Mail stands still from now on, for the first time in this attempt. */
    static void beginAnew(StepContext context, Instant now) {
        context.remember(FACT, new Standstill(now, Optional.empty()).toString());
    }

    /** Mail stands still from now on, where it does not do so already. */
    static void begin(StepContext context, Instant now) {
        var times = read(context.recall(FACT));
        if (!goesOn(times)) {
            times.add(new Standstill(now, Optional.empty()));
            write(context, times);
        }
    }

    /** A server answers; where mail stood still, it does so no longer. */
    static void end(StepContext context, Instant now) {
        var times = read(context.recall(FACT));
        if (goesOn(times)) {
            times.set(
                    times.size() - 1, new Standstill(times.get(times.size() - 1).begin(), Optional.of(now)));
            write(context, times);
        }
    }

    /** The time so far, or in all once a server answers again; empty where none was stopped. */
    public static Optional<Duration> of(RunRecord record, Instant now) {
        return read(record.fact(FACT)).stream()
                .map(time -> Duration.between(time.begin(), time.end().orElse(now)))
                .reduce(Duration::plus);
    }

    /** Whether mail stands still now. */
    public static boolean isStopped(RunRecord record) {
        return goesOn(read(record.fact(FACT)));
    }

    private static boolean goesOn(List<Standstill> times) {
        return !times.isEmpty() && times.get(times.size() - 1).end().isEmpty();
    }

    private static List<Standstill> read(Optional<String> fact) {
        var times = new ArrayList<Standstill>();
        for (var time : fact.orElse("").split(" ", -1)) {
            if (!time.isEmpty()) {
                times.add(Standstill.of(time));
            }
        }
        return times;
    }

    private static void write(StepContext context, List<Standstill> times) {
        context.remember(
                FACT, String.join(" ", times.stream().map(Standstill::toString).toList()));
    }
}
