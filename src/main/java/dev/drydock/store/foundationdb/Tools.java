package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.Exit;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.LineConsumer.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the vendor's tools: on this machine, or in tests what stands in for them. */
public interface Tools {

    /**
     * What a tool has said and how it has ended.
     *
     * @param timedOut whether it was ended because its time was up
     * @param lines all that it said, in the order in which it was read; the order between both streams is not sure
     */
    record Said(Exit exit, boolean timedOut, List<Line> lines) {

        public Said {
            lines = List.copyOf(lines);
        }

        /** The lines of the standard output. */
        public List<String> output() {
            return of(Channel.OUT);
        }

        /** The lines of the standard error. */
        public List<String> errors() {
            return of(Channel.ERR);
        }

        private List<String> of(Channel channel) {
            return lines.stream()
                    .filter(line -> line.channel() == channel)
                    .map(Line::text)
                    .toList();
        }
    }

    /**
     * Where a tool lies, for commands that are shown.
     *
     * @throws StoreException where it is not there
     */
    Path program(VendorTool tool) throws StoreException;

    /**
     * Runs a tool to its end.
     *
     * @param arguments without the program
     * @param limit after which it is ended
     * @param lines is told every line as it comes
     * @throws StoreException where it is not there or cannot be started; any exit status is a result
     * @throws InterruptedException after the tool was ended; what it has submitted to the cluster goes on there
     */
    Said run(VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines)
            throws StoreException, InterruptedException;
}
