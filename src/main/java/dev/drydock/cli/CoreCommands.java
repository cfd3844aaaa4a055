package dev.drydock.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** The commands that work on files and databases alone, without the console. */
public final class CoreCommands {

    private static final Map<String, String> STATUSES = Map.of(
            "0", "done",
            "1", "failed, or what was looked at is not as it should be",
            "2", "the command line makes no sense",
            "3", "refused before the beginning: store in use, of another version, target not blank");

    private static final int WIDTH = 100;

    private static final List<String> NAMES =
            List.of("inspect", "convert", "snapshot", "verify", "listing", "check-export", "amend");

    private CoreCommands() {}

    /** Whether this is the name of one of them. */
    public static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /** Adds them to the program, and lets every command of it say in one line what is wrong with its arguments. */
    public static void addTo(CommandLine program) {
        for (var name : NAMES) {
            add(program, name);
        }
        program.setParameterExceptionHandler(Failures.ofUsage());
    }

    /**
     * The same with one of them alone: to know all takes as long as a small conversion, in which mail stands still.
     *
     * @param name of {@linkplain #isOne one of them}
     */
    public static void addOneTo(CommandLine program, String name) {
        add(program, name);
        program.setParameterExceptionHandler(Failures.ofUsage());
    }

    private static CoreCommand command(String name) {
        return switch (name) {
            case "inspect" -> new InspectCommand();
            case "convert" -> new ConvertCommand();
            case "snapshot" -> new SnapshotCommand();
            case "verify" -> new VerifyCommand();
            case "listing" -> new ListingCommand();
            case "check-export" -> new CheckExportCommand();
            case "amend" -> new AmendCommand();
            default -> throw new IllegalArgumentException("no command of the core is called " + name);
        };
    }

    private static void add(CommandLine program, String name) {
        var line = new CommandLine(command(name));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        var usage = line.getCommandSpec().usageMessage();
        usage.exitCodeListHeading("%nExit status:%n");
        usage.exitCodeList(new TreeMap<>(STATUSES));
        usage.width(WIDTH);
        usage.sortOptions(false);
        usage.sortSynopsis(false);
        program.addSubcommand(name, line);
    }
}
