package dev.drydock.host.systemd;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service that starts a program with a configuration.
 *
 * @param name with its suffix
 * @param command what it starts
 * @param environment as {@code NAME=value}
 */
public record FoundUnit(String name, ExecCommand command, List<String> environment) {

    private static final String OPTION = "--config";
    private static final String VARIABLE = "CONFIG_PATH=";

    public FoundUnit {
        environment = List.copyOf(environment);
    }

    /** The configuration that the program is started with; a variable of the environment wins over the arguments. */
    public Optional<Path> configuration() {
        return Stream.concat(
                        environment.stream()
                                .filter(entry -> entry.startsWith(VARIABLE))
                                .map(entry -> entry.substring(VARIABLE.length())),
                        arguments())
                .filter(path -> path.startsWith("/"))
                .findFirst()
                .map(Path::of);
    }

    private Stream<String> arguments() {
        var arguments = command.arguments();
        var found = Stream.<String>builder();
        for (var at = 0; at < arguments.size(); at++) {
            var argument = arguments.get(at);
            if (argument.startsWith(OPTION + "=")) {
                found.add(argument.substring(OPTION.length() + 1));
            } else if (argument.equals(OPTION) && at + 1 < arguments.size()) {
                found.add(arguments.get(at + 1));
            }
        }
        return found.build();
    }
}
