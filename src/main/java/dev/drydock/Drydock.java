package dev.drydock;

import dev.drydock.cli.CoreCommands;
import dev.drydock.web.ServeCommand;
import dev.drydock.web.command.ConsoleCommands;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts Drydock: the console when nothing else is asked for, otherwise the command that the arguments name. */
public final class Drydock {

    private Drydock() {}

    public static void main(String[] args) {
        var command = orServe(args);
        var status = commandLine(command[0]).execute(command);
        // The console goes on after its command has returned, so only a failure ends the process here.
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * All that commands of the core have to say goes through their answers and their exit status. A log of the libraries
     * would be read by nobody, and the preparation of one takes a tenth of a second of those in which mail stands still. The
     * others may start a console, which has one.
     */
    private static void keepNoLog() {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
        // Else it says so, among the errors.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /** What is needed to execute this command. */
    private static CommandLine commandLine(String command) {
        var isCore = CoreCommands.isOne(command);
        if (isCore || command.equals(TrialCommand.NAME)) {
            keepNoLog();
        }
        return isCore ? coreCommandLine(command) : commandLine();
    }

    /** The program with this command of the core alone. */
    static CommandLine coreCommandLine(String command) {
        var commandLine = new CommandLine(new TopCommand());
        CoreCommands.addOneTo(commandLine, command);
        return commandLine;
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new TopCommand());
        commandLine.addSubcommand(new ServeCommand(version()));
        ConsoleCommands.addTo(commandLine, version());
        CoreCommands.addTo(commandLine);
        commandLine.addSubcommand(StandInCommand.commandLine());
        commandLine.addSubcommand(TrialCommand.commandLine());
        commandLine.getCommandSpec().version("drydock " + version());
        return commandLine;
    }

    /** The same program from a double click or a bare {@code --port}: whoever names no command wants the console. */
    static String[] orServe(String[] args) {
        var namesNoCommand =
                args.length == 0 || Stream.of("--port", "--home", "--commands").anyMatch(args[0]::startsWith);
        return namesNoCommand
                ? Stream.concat(Stream.of(ServeCommand.NAME), Stream.of(args)).toArray(String[]::new)
                : args;
    }

    static String version() {
        return ResourceBundle.getBundle("dev.drydock.version").getString("version");
    }

    @Command(
            name = "drydock",
            description = "Takes a mail server out of service, refits its store and floats it again.",
            mixinStandardHelpOptions = true)
    private static final class TopCommand {}
}
