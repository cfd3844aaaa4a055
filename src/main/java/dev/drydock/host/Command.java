package dev.drydock.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A program to start, with its vector of arguments: no shell reads them. Arguments are seen by everybody on the machine,
 * so no password belongs there.
 *
 * @param arguments the program and its arguments; the program is an absolute path, or a bare name that is looked for in
 *     the directories of the system
 * @param environment the whole environment; nothing of the console's own is handed on
 * @param directory working directory
 * @param account whom to run as; the console's own account where empty
 * @param limit after which the whole group of processes is ended
 * @param outputFile where both streams go instead of into a pipe. A program that may outlive the console needs one, for
 *     a pipe breaks with the console. The file is made with mode 0600, or appended to
 * @param umask of the process, which takes rights away from all files that it makes; the console's own where empty
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        Optional<Account> account,
        Optional<Duration> limit,
        Optional<Path> outputFile,
        OptionalInt umask) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        for (var argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("an argument of " + arguments.get(0) + " holds a null character");
            }
        }
    }

    /** A command in the root directory, with nothing in its environment but a search path and the language. */
    public static Command of(List<String> arguments) {
        return new Command(
                arguments,
                Map.of("PATH", Tool.searchPath(), "LC_ALL", "C.UTF-8"),
                Path.of("/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    public String program() {
        return arguments.get(0);
    }

    /** The same command with this environment in the place of the one it had. */
    public Command withEnvironment(Map<String, String> whole) {
        return new Command(arguments, whole, directory, account, limit, outputFile, umask);
    }

    /** The same command with one more variable. */
    public Command withVariable(String name, String value) {
        var more = new TreeMap<>(environment);
        more.put(name, value);
        return withEnvironment(more);
    }

    public Command in(Path workingDirectory) {
        return new Command(arguments, environment, workingDirectory, account, limit, outputFile, umask);
    }

    public Command as(Account other) {
        return new Command(arguments, environment, directory, Optional.of(other), limit, outputFile, umask);
    }

    public Command withLimit(Duration time) {
        return new Command(arguments, environment, directory, account, Optional.of(time), outputFile, umask);
    }

    public Command withOutputTo(Path file) {
        return new Command(arguments, environment, directory, account, limit, Optional.of(file), umask);
    }

    /**
     * The same command with a umask of its own.
     *
     * @param mask such as 077
     */
    public Command withUmask(int mask) {
        if (mask < 0 || mask > 0777) {
            throw new IllegalArgumentException(Integer.toOctalString(mask) + " is no umask");
        }
        return new Command(arguments, environment, directory, account, limit, outputFile, OptionalInt.of(mask));
    }

    /** The arguments as a shell would read them, for people; the environment may hold secrets and is left out. */
    public String line() {
        return String.join(" ", arguments.stream().map(Command::quoted).toList());
    }

    @Override
    public String toString() {
        return line() + account.map(it -> " as " + it.user()).orElse("");
    }

    /** One argument as a POSIX shell reads it as it is: in quotes where it needs them. */
    public static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
