package dev.drydock.host;

import java.nio.file.Path;
import java.util.List;

/** A program and its arguments, in which {@code {config}} stands for the configuration file that is to be used. */
public record CommandVector(List<String> arguments) {

    public static final String CONFIG = "{config}";

    public CommandVector {
        arguments = List.copyOf(arguments);
    }

    /** Whether it can be told which configuration to use. */
    public boolean takesConfig() {
        return arguments.stream().anyMatch(argument -> argument.contains(CONFIG));
    }

    /** The command that uses this configuration, in a clean environment. */
    public Command command(Path config) {
        return Command.of(arguments.stream()
                .map(argument -> argument.replace(CONFIG, config.toString()))
                .toList());
    }
}
