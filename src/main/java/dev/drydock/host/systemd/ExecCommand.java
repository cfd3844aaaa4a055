package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that a service starts.
 *
 * @param program its path
 * @param arguments all of them, the name of the program first. {@code systemctl} prints them with blanks between and
 *     without quotes, so one that holds a blank comes as several
 */
public record ExecCommand(Path program, List<String> arguments) {

    // The argument vector may itself hold " ; ", which only the field behind it tells from the end.
    private static final Pattern COMMAND = Pattern.compile(
            "\\{ path=(.*?) ; argv\\[\\]=(.*) ; (?:ignore_errors|flags)=\\S* ; start_time=.*\\}", Pattern.DOTALL);

    // An argument may hold the end of a line, so the next command begins only where one can.
    private static final Pattern NEXT = Pattern.compile("\\n(?=\\{ path=)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    public ExecCommand {
        arguments = List.copyOf(arguments);
    }

    static List<ExecCommand> listOf(UnitProperties properties, String name) throws HostException {
        var commands = new ArrayList<ExecCommand>();
        for (var part : NEXT.split(properties.text(name), 0)) {
            if (part.isEmpty()) {
                continue;
            }
            var command = COMMAND.matcher(part);
            if (!command.matches()) {
                throw properties.unreadable(name, part, null);
            }
            commands.add(new ExecCommand(
                    Path.of(command.group(1)),
                    List.of(BLANKS.split(command.group(2).strip(), 0))));
        }
        return commands;
    }
}
