package dev.drydock;

import dev.drydock.demo.StandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Becomes a program of the demo's sandbox; the scripts there start it. */
@Command(name = StandIn.COMMAND, hidden = true, description = "Stand in for the mail server in a sandbox of the demo.")
final class StandInCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "0.7.2, 0.7.3 or 0.8.0, to be that program; stop; probe.")
    private String what;

    @Parameters(index = "1", paramLabel = "SANDBOX", description = "The directory of the sandbox.")
    private Path sandbox;

    @Parameters(index = "2..*", paramLabel = "ARGUMENT", description = "What the program is given.")
    private List<String> arguments = List.of();

    @Spec
    private CommandSpec spec;

    /** The command, which leaves options behind its parameters to the program that it becomes. */
    static CommandLine commandLine() {
        return new CommandLine(new StandInCommand())
                .setStopAtPositional(true)
                .setUnmatchedOptionsArePositionalParams(true)
                .setTrimQuotes(false);
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        return new StandIn(sandbox, System.getenv(), out, err).run(what, arguments);
    }
}
