package dev.drydock.host;

import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.LineConsumer.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a process says, without ever blocking in a read: somebody else may hold the other end of the pipe for long
 * after the process has ended, and closing a pipe wakes no reader.
 */
final class OutputReader {

    private final LineConsumer consumer;
    private final int longestLine;
    private final LastLines lastLines = new LastLines();
    private final List<Source> sources = new ArrayList<>();
    private final byte[] buffer = new byte[32 * 1024];
    private @Nullable RuntimeException failure;

    private record Source(InputStream stream, LineSplitter splitter) {}

    OutputReader(LineConsumer consumer, int longestLine) {
        this.consumer = consumer;
        this.longestLine = longestLine;
    }

    void read(Channel channel, InputStream stream) {
        sources.add(new Source(stream, new LineSplitter(line -> deliver(channel, line), longestLine)));
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

    /**
     * Reads all that the process has left behind once it has ended, however slow the consumer is, but follows nobody who
     * goes on writing.
     */
    void finish() {
        for (var source : sources) {
            drain(source);
            source.splitter().end();
            try {
                source.stream().close();
            } catch (IOException e) {
                // Nothing was written through it.
            }
        }
    }

    private void drain(Source source) {
        try {
            var left = source.stream().available();
            while (left > 0) {
                var count = source.stream().read(buffer, 0, Math.min(left, buffer.length));
                if (count <= 0) {
                    return;
                }
                source.splitter().add(buffer, count);
                left -= count;
            }
        } catch (IOException e) {
            // The stream was closed under us, which it is once the process has ended: there is no more.
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
