package dev.drydock.cli;

import dev.drydock.conversion.Progress;
import dev.drydock.store.NativeLibraries;
import dev.drydock.store.ScratchDirectory;
import dev.drydock.store.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one run of a command works with: where it prints, where it keeps temporary files, and how it is ended. */
final class Session implements AutoCloseable {

    private final PrintWriter out;
    private final PrintWriter err;
    private final CoreOptions options;
    private final Path work;
    private final Stores stores;
    private final Interruption interruption;
    private final @Nullable ProgressLine line;
    private final long begun = System.nanoTime();

    private Session(PrintWriter out, PrintWriter err, CoreOptions options, Path work) {
        this.out = out;
        this.err = err;
        this.options = options;
        this.work = work;
        this.stores = new Stores(work);
        this.interruption = new Interruption(() -> {});
        this.line = line(err, options);
    }

    static Session begin(PrintWriter out, PrintWriter err, CoreOptions options) {
        var home = options.home == null ? StateDirectory.standard() : options.home;
        if (options.home != null) {
            NativeLibraries.unpackUnder(home.resolve("native"));
        }
        var work = options.work == null ? home.resolve("work") : options.work;
        return new Session(out, err, options, work.toAbsolutePath());
    }

    private static @Nullable ProgressLine line(PrintWriter err, CoreOptions options) {
        if (options.quiet) {
            return null;
        }
        if (Terminal.isWatched(System.getenv())) {
            return new ProgressLine(
                    err, ProgressLine.Style.TERMINAL, Terminal.width(System.getenv()), System::nanoTime);
        }
        return options.progress ? new ProgressLine(err, ProgressLine.Style.LINES, 0, System::nanoTime) : null;
    }

    PrintWriter out() {
        return out;
    }

    boolean json() {
        return options.json;
    }

    Stores stores() {
        return stores;
    }

    Interruption interruption() {
        return interruption;
    }

    /** Shows progress where that is wanted, and ends the work where that is. */
    Progress progress() {
        return interruption.watching(line == null ? Progress.NONE : line);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A line for people on standard error, beside the result. */
    void notice(String text) {
        if (!options.quiet) {
            clear();
            err.println(Page.clean(text));
            err.flush();
        }
    }

    /** Takes the progress off the terminal, before the result is printed. */
    void clear() {
        if (line != null) {
            line.close();
        }
    }

    /** A directory for the temporary files of this run alone, to be closed by the caller. */
    ScratchDirectory scratch() throws IOException {
        return ScratchDirectory.in(work, "run");
    }

    @Override
    public void close() {
        clear();
        interruption.close();
    }
}
