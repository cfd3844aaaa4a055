package dev.drydock.host.docker;

import dev.drydock.host.LineConsumer;
import dev.drydock.host.LineConsumer.Channel;
import dev.drydock.host.LineSplitter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The output of a container without a terminal, as the Engine sends it: frames of 8 bytes (1 or 2 for the stream, three
 * of nothing, the length in big-endian order) and as many bytes as that says.
 */
final class LogFrames {

    private LogFrames() {}

    /** Hands on whole lines until the end. */
    static void read(InputStream stream, LineConsumer consumer) throws IOException {
        var out = new LineSplitter(line -> consumer.line(Channel.OUT, line));
        var err = new LineSplitter(line -> consumer.line(Channel.ERR, line));
        var input = new DataInputStream(stream);
        var buffer = new byte[32 * 1024];
        while (true) {
            int kind;
            try {
                kind = input.readUnsignedByte();
            } catch (EOFException e) {
                break;
            }
            input.skipNBytes(3);
            var left = Integer.toUnsignedLong(input.readInt());
            var lines = kind == 2 ? err : out;
            while (left > 0) {
                var count = input.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new EOFException("the output of the container ends within a frame");
                }
                lines.add(buffer, count);
                left -= count;
            }
        }
        out.end();
        err.end();
    }
}
