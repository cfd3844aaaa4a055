package dev.drydock.installation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Runs a program to hear what it says. Implemented by the hands on the machine, who must give it an empty environment and
 * no input, run it as an account without rights where they can (its file may belong to somebody else than root), read a
 * bounded part of what it prints, and end it with all its children when the time is over.
 */
@FunctionalInterface
public interface ProgramRunner {

    /**
     * Runs to the end, or to the end of the time.
     *
     * @param arguments the program and its arguments
     * @throws IOException if it cannot be started
     */
    Output run(List<String> arguments, Duration limit) throws IOException, InterruptedException;

    /**
     * How a program ended.
     *
     * @param exitStatus -1 where it was ended because the time was over
     * @param text what it printed, both streams, possibly cut
     */
    record Output(int exitStatus, String text) {}
}
