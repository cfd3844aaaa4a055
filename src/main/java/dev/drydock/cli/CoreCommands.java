package dev.drydock.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The commands that work on files and databases alone, without the console. */
public final class CoreCommands {

    private static final Map<String, String> STATUSES = Map.of(
            "0", "done",
            "1", "failed, or what was looked at is not as it should be",
            "2", "the command line makes no sense",
            "3", "refused before the beginning: store in use, of another version, target not blank");

    private static final int WIDTH = 100;

    private CoreCommands() {}

    /** Whether a command is one of them; null where there is no such command. */
    public static boolean isOne(@Nullable CommandLine command) {
        return command != null && command.getCommand() instanceof CoreCommand;
    }

    /** Adds them to the program, and lets every command of it say in one line what is wrong with its arguments. */
    public static void addTo(CommandLine program) {
        for (var command : List.of(
                new InspectCommand(),
                new ConvertCommand(),
                new SnapshotCommand(),
                new VerifyCommand(),
                new ListingCommand(),
                new CheckExportCommand(),
                new AmendCommand())) {
            var line = new CommandLine(command);
            line.setCaseInsensitiveEnumValuesAllowed(true);
            var usage = line.getCommandSpec().usageMessage();
            usage.exitCodeListHeading("%nExit status:%n");
            usage.exitCodeList(new TreeMap<>(STATUSES));
            usage.width(WIDTH);
            usage.sortOptions(false);
            usage.sortSynopsis(false);
            program.addSubcommand(line);
        }
        program.setParameterExceptionHandler(Failures.ofUsage());
    }
}
