package dev.drydock.host;

import dev.drydock.host.LineConsumer.Channel;
import java.time.Duration;
import java.util.List;

/**
 * What has become of a command.
 *
 * @param timedOut whether it was ended because its time was up
 * @param memoryRanOut whether the kernel has killed it, or something that it started, for want of memory; known of
 *     containers alone
 * @param took from start to end
 * @param lastLines the last lines of both streams, at most some hundred
 */
public record CommandResult(
        Command command, Exit exit, boolean timedOut, boolean memoryRanOut, Duration took, List<Line> lastLines) {

    /** A line and where it came from. */
    public record Line(Channel channel, String text) {}

    public CommandResult {
        lastLines = List.copyOf(lastLines);
    }

    /** One of a program that has ended by itself or was ended, as far as is known not for want of memory. */
    public CommandResult(Command command, Exit exit, boolean timedOut, Duration took, List<Line> lastLines) {
        this(command, exit, timedOut, false, took, lastLines);
    }

    /** Whether it has done all that it should: status 0 says nothing where something that it started was killed. */
    public boolean isSuccess() {
        return exit.isSuccess() && !timedOut && !memoryRanOut;
    }

    /** The last lines of the standard output. */
    public List<String> output() {
        return lastLines.stream()
                .filter(line -> line.channel() == Channel.OUT)
                .map(Line::text)
                .toList();
    }

    /**
     * This result, if the command has ended with status 0.
     *
     * @param purpose what it was for, as an order: {@code Look up the groups of mail}
     * @throws HostException with the last words of the command
     */
    public CommandResult orFail(String purpose) throws HostException {
        if (isSuccess()) {
            return this;
        }
        var how = (timedOut ? "was ended after " + took.toSeconds() + " s" : exit.inWords())
                + (memoryRanOut ? " after memory ran out" : "");
        var words = lastLines.subList(Math.max(0, lastLines.size() - 3), lastLines.size()).stream()
                .map(Line::text)
                .toList();
        throw new HostException(
                purpose + ": " + command.line() + " " + how
                        + (words.isEmpty() ? " and said nothing" : " and said: " + String.join(" / ", words)),
                "Run the command by hand to see what is wrong");
    }
}
