package dev.drydock.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command line of the server asks for, read as the real programs read it. */
sealed interface StandInTask {

    /** Says how to use it, on standard error, with status 0. */
    record Help() implements StandInTask {}

    record Version() implements StandInTask {}

    /** A command line that cannot be; status 1. */
    record Refused(String reason) implements StandInTask {}

    record Serve(Path configuration) implements StandInTask {}

    record Export(Path configuration, Path directory) implements StandInTask {}

    record Import(Path configuration, Path directory) implements StandInTask {}

    /**
     * Reads a command line. With {@code CONFIG_PATH} set no argument counts. The first argument that does not begin with
     * {@code --} ends the reading, and an option without its value is refused.
     */
    static StandInTask of(List<String> arguments, Map<String, String> environment) {
        var fromEnvironment = environment.get("CONFIG_PATH");
        return fromEnvironment != null ? new Serve(Path.of(fromEnvironment)) : new Arguments(arguments).read();
    }

    /** The arguments, read front to back. */
    final class Arguments {

        private final ArrayDeque<String> left;
        private @Nullable Path configuration;
        private @Nullable Path export;
        private @Nullable Path restore;

        private Arguments(List<String> arguments) {
            this.left = new ArrayDeque<>(arguments);
        }

        private StandInTask read() {
            while (!left.isEmpty() && left.peek().startsWith("--")) {
                var option = left.pop().substring(2);
                var equals = option.indexOf('=');
                var name = equals < 0 ? option : option.substring(0, equals);
                var value =
                        equals < 0 ? left.poll() : option.substring(equals + 1).strip();
                var end = take(name, value);
                if (end != null) {
                    return end;
                }
            }
            return task();
        }

        private @Nullable StandInTask take(String name, @Nullable String value) {
            switch (name) {
                case "help", "h" -> {
                    return new Help();
                }
                case "version", "V" -> {
                    return new Version();
                }
                default -> {}
            }
            if (value == null) {
                return new Refused("The option --" + name + " is unknown or lacks its value; see --help");
            }
            switch (name) {
                case "config", "c" -> configuration = Path.of(value);
                case "export", "e" -> export = Path.of(value);
                case "import", "i" -> restore = Path.of(value);
                default -> {
                    return new Refused("The option --" + name + " is unknown to the stand-in; see --help");
                }
            }
            return null;
        }

        private StandInTask task() {
            if (configuration == null) {
                return export == null && restore == null
                        ? new Help()
                        : new Refused("Exports and imports need --config as well");
            }
            if (restore != null) {
                return new Import(configuration, restore);
            }
            return export == null ? new Serve(configuration) : new Export(configuration, export);
        }
    }
}
