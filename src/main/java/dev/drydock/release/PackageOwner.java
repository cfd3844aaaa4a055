package dev.drydock.release;

import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.HostException;
import dev.drydock.host.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package that a file belongs to, asked of the package managers that are here. Such a file is theirs: the next update
 * would put its own in its place again.
 *
 * @param manager whose package it is, such as {@code dpkg}
 * @param name of the package
 */
public record PackageOwner(String manager, String name) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private record Register(String tool, List<String> question, Pattern answer) {}

    private static final List<Register> REGISTERS = List.of(
            new Register("dpkg-query", List.of("-S"), Pattern.compile("^([^:\\s,]+(?::[a-z0-9]+)?)(?:, .*)?: /.*")),
            new Register("rpm", List.of("-qf", "--qf", "%{NAME}\\n"), Pattern.compile("^(\\S+)$")),
            new Register("pacman", List.of("-Qqo"), Pattern.compile("^(\\S+)$")),
            new Register("apk", List.of("info", "-q", "--who-owns"), Pattern.compile("^(\\S+)$")));

    /** Asks for a file; empty where no package manager is here or knows it. */
    public static Optional<PackageOwner> of(Path file, CommandRunner runner)
            throws HostException, InterruptedException {
        for (var register : REGISTERS) {
            if (Tool.isHere(register.tool)) {
                for (var name : names(file)) {
                    var owner = ask(register, name, runner);
                    if (owner.isPresent()) {
                        return owner;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<PackageOwner> ask(Register register, Path file, CommandRunner runner)
            throws HostException, InterruptedException {
        var vector = new ArrayList<>(List.of(register.tool));
        vector.addAll(register.question);
        vector.add(file.toString());
        var result = runner.run(Command.of(vector).withLimit(LIMIT));
        return result.isSuccess()
                ? result.output().stream()
                        .map(register.answer::matcher)
                        .filter(Matcher::matches)
                        .map(match -> new PackageOwner(register.tool.replace("-query", ""), match.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** Packages may know a file by its name from before /bin became a link to /usr/bin. */
    private static List<Path> names(Path file) {
        return file.startsWith("/usr") && Files.isSymbolicLink(Path.of("/bin"))
                ? List.of(file, Path.of("/").resolve(Path.of("/usr").relativize(file)))
                : List.of(file);
    }
}
