package dev.drydock.cli;

import dev.drydock.conversion.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Shows how far the work has come, how fast it goes and how long it will take: on a terminal as one line that is
 * written over, elsewhere as a plain line now and then. It never shows more than the whole, and says so where the whole
 * is not known.
 */
final class ProgressLine implements Progress, AutoCloseable {

    private static final long SECOND = 1_000_000_000L;

    /** The rate is that of the last ten seconds or so. */
    private static final int SAMPLES = 10;

    /** How it is shown. */
    enum Style {
        TERMINAL(SECOND / 5),
        LINES(10 * SECOND);

        private final long interval;

        Style(long interval) {
            this.interval = interval;
        }
    }

    private record Sample(long time, long done) {}

    private final PrintWriter err;
    private final Style style;
    private final int width;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private final long begun;
    private long shown;
    private int shownWidth;

    /**
     * Shows nothing yet.
     *
     * @param width columns of the terminal
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    ProgressLine(PrintWriter err, Style style, int width, LongSupplier nanoTime) {
        this.err = err;
        this.style = style;
        this.width = width;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.shown = begun;
    }

    /** May be told by several threads. */
    @Override
    public synchronized void at(String activity, long done, OptionalLong total, Unit unit) {
        var now = nanoTime.getAsLong();
        sample(now, done);
        if (now - shown >= style.interval) {
            shown = now;
            show(text(activity, done, total, unit, now));
        }
    }

    private void sample(long now, long done) {
        var last = samples.peekLast();
        if (last != null && done < last.done) {
            samples.clear(); // another piece of work has begun
            last = null;
        }
        if (last == null || now - last.time >= SECOND) {
            samples.add(new Sample(now, done));
            if (samples.size() > SAMPLES) {
                samples.remove();
            }
        }
    }

    private String text(String activity, long done, OptionalLong total, Unit unit, long now) {
        var known = total.isPresent() && total.getAsLong() >= done;
        var oldest = samples.getFirst();
        var seconds = (now - oldest.time) / (double) SECOND;
        var rate = seconds > 0 ? (done - oldest.done) / seconds : 0;
        var text = new StringBuilder(Page.clean(activity)).append("  ").append(amount(done, unit));
        if (known) {
            var all = total.getAsLong();
            text.append(" of ").append(amount(all, unit)).append(unit == Unit.RECORDS ? " records" : "");
            text.append("  ")
                    .append(all == 0 ? 100 : (int) (100.0 * done / all))
                    .append(" %");
        } else {
            text.append(unit == Unit.RECORDS ? " records" : "").append(" so far, total unknown");
        }
        if (rate >= 1) {
            text.append("  ").append(amount((long) rate, unit)).append("/s");
        }
        if (known && rate >= 1 && total.getAsLong() > done) {
            var left = (long) Math.ceil((total.getAsLong() - done) / rate);
            text.append("  about ")
                    .append(Figures.duration(Duration.ofSeconds(left)))
                    .append(" left");
        }
        return text.toString();
    }

    private static String amount(long amount, Unit unit) {
        return unit == Unit.BYTES ? Figures.size(amount) : Figures.count(amount);
    }

    private void show(String text) {
        if (style == Style.LINES) {
            err.println(text);
        } else {
            var fitting = text.length() < width ? text : text.substring(0, width - 1);
            err.print("\r" + fitting + " ".repeat(Math.max(0, shownWidth - fitting.length())));
            shownWidth = fitting.length();
        }
        err.flush();
    }

    /** Time since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - begun);
    }

    /** Clears the line on a terminal, so that what follows stands alone. */
    @Override
    public synchronized void close() {
        if (style == Style.TERMINAL && shownWidth > 0) {
            err.print("\r" + " ".repeat(shownWidth) + "\r");
            err.flush();
            shownWidth = 0;
        }
    }
}
