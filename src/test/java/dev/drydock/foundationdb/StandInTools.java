package dev.drydock.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.CommandResult.Line;
import dev.drydock.host.Exit;
import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.Tools;
import dev.drydock.store.foundationdb.VendorTool;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The stand-ins for tools inside this process: as quick as tests of many steps need them. */
public final class StandInTools implements Tools {

    private static final int ENDED = 143;

    private final Path programs;

    private final List<List<String>> runs = Collections.synchronizedList(new ArrayList<>());

    public StandInTools() {
        this(Path.of("/stand-in"));
    }

    /** @param programs directory of the same stand-ins as programs, for commands that are shown */
    public StandInTools(Path programs) {
        this.programs = programs;
    }

    @Override
    public Path program(VendorTool tool) {
        return programs.resolve(tool.program());
    }

    /** What was run so far, each with the name of its tool in front. */
    public List<List<String>> runs() {
        synchronized (runs) {
            return List.copyOf(runs);
        }
    }

    @Override
    public Said run(VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines)
            throws StoreException, InterruptedException {
        var run = new ArrayList<String>();
        run.add(tool.program());
        run.addAll(arguments);
        runs.add(List.copyOf(run));
        var said = new ArrayList<Line>();
        LineConsumer both = (channel, line) -> {
            said.add(new Line(channel, line));
            lines.line(channel, line);
        };
        try {
            var status = StandInProgram.run(tool, arguments, System.nanoTime() + limit.toNanos(), both);
            return new Said(new Exit(status), false, said);
        } catch (StandInOptions.TimeIsUpException e) {
            return new Said(new Exit(ENDED), true, said);
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            // A process of its own is ended where its caller is interrupted, whatever it was at.
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw new StoreException("The stand-in for " + tool.program() + " does not work", "Mend it", e);
        }
    }
}
