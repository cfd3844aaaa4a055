package dev.drydock.web.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** The commands that ask the console. */
public final class ConsoleCommands {

    private static final Map<String, String> STATUSES = Map.of(
            "0", "done, or stopped where it was told to",
            "1", "failed, interrupted or cancelled",
            "2", "the command line makes no sense, or nobody agreed",
            "3", "refused by the checks",
            "4", "the upgrade was taken back");

    private static final int WIDTH = 100;

    private ConsoleCommands() {}

    /** Adds them to the program. */
    public static void addTo(CommandLine program, String version) {
        for (var command : List.of(
                new PlanCommand(version),
                new UpgradeCommand(version),
                new StatusCommand(version),
                new RollbackCommand(version),
                new CleanupCommand(version),
                new LinkCommand(version),
                new DemoCommand(version))) {
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
    }
}
