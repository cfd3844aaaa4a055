package dev.drydock.host;

import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.LineConsumer.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a process says, without ever blocking in a read: somebody else may hold the other end of the pipe for long
 * after the process has ended, and closing a pipe wakes no reader.
 */
final class OutputReader {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final LineConsumer consumer;
    private final LastLines lastLines = new LastLines();
    private final List<Source> sources = new ArrayList<>();
    private final byte[] buffer = new byte[32 * 1024];
    private @Nullable RuntimeException failure;

    private record Source(InputStream stream, LineSplitter splitter) {}

    OutputReader(LineConsumer consumer) {
        this.consumer = consumer;
    }

    void read(Channel channel, InputStream stream) {
        sources.add(new Source(stream, new LineSplitter(line -> deliver(channel, line))));
    }

    /** Reads what is there; whether there was anything. */
    boolean readOnce() {
        var any = false;
        for (var source : sources) {
            try {
                var there = Math.min(source.stream().available(), buffer.length);
                var count = there > 0 ? source.stream().read(buffer, 0, there) : 0;
                if (count > 0) {
                    source.splitter().add(buffer, count);
                    any = true;
                }
            } catch (IOException e) {
                // The stream was closed under us, which it is once the process has ended: there is no more.
            }
        }
        return any;
    }

    /** Reads the rest once the process has ended, but follows nobody who goes on writing. */
    void finish() {
        var end = System.nanoTime() + LAST_WORDS.toNanos();
        var more = true;
        while (more && System.nanoTime() < end) {
            more = readOnce();
        }
        for (var source : sources) {
            source.splitter().end();
            try {
                source.stream().close();
            } catch (IOException e) {
                // Nothing was written through it.
            }
        }
    }

    List<Line> lastLines() {
        return lastLines.all();
    }

    /** What the consumer has thrown; it is given no more lines then. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    private void deliver(Channel channel, String line) {
        lastLines.add(new Line(channel, line));
        if (failure == null) {
            try {
                consumer.line(channel, line);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }
}
